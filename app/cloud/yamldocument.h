// SPDX-License-Identifier: Apache-2.0
// A YAML file as a plain tree, with the line of every value. yaml-cpp reads it; sizes and depth are capped, and every
// text is wiped with the document, because such files hold passwords.
#pragma once

#include "app/foundation/result.h"

#include <QByteArray>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace claviger {

class YamlDocument
{
public:
    struct Node
    {
        enum Kind { Null, Text, List, Map };
        Kind kind = Null;
        int line = 0; // from 1
        std::string text = {}; // as written, without its quotes: 00123 stays 00123
        // Of a list its values; of a map key, value, key, value. Anchors are followed: a node may stand in two places.
        std::vector<const Node *> children = {};
    };
    struct Entry
    {
        std::string_view name; // lives as long as the document
        const Node *key = nullptr;
        const Node *value = nullptr;
    };
    struct Problem
    {
        QString sentence = {}; // without the file's name, and never with a piece of the file
        int line = 0;          // 0: not known
    };

    static constexpr qsizetype largestFile = 1024 * 1024;
    static constexpr int deepestNesting = 64;

    // Reads the first document and wipes the given text if nobody shares it. An empty file is a Null root.
    [[nodiscard]] static tl::expected<YamlDocument, Problem> parse(QByteArray text);

    [[nodiscard]] const Node &root() const;
    // The entries of a map with its merge keys (<<) applied; empty for any other node. Of two entries of one name the
    // last counts, as it does for OpenStack tools; the keys of such repetitions are added to repeated.
    [[nodiscard]] static std::vector<Entry> entries(const Node &map, std::vector<const Node *> *repeated = nullptr);

private:
    class Builder;
    struct Tree;
    explicit YamlDocument(std::shared_ptr<const Tree> tree);
    std::shared_ptr<const Tree> m_tree;
};

// One mapping as several files together give it: values of a layer added earlier count more, mappings merge with
// mappings, and "nothing" (null) does not hide what a later layer says. Lives as long as the documents it looks into.
class YamlSection
{
public:
    struct Found
    {
        const YamlDocument::Node *node = nullptr;
        QString file = {};
    };

    // Does nothing for a node that is no map. The keys that stand twice in the map are added to repeated.
    void addLayer(const Found &map, std::vector<Found> *repeated = nullptr);
    [[nodiscard]] const std::vector<std::string_view> &names() const { return m_names; }
    [[nodiscard]] std::optional<Found> value(std::string_view name) const;
    // The mapping of that name; empty if the value that counts is none.
    [[nodiscard]] YamlSection section(std::string_view name, std::vector<Found> *repeated = nullptr) const;

private:
    std::vector<std::string_view> m_names;
    std::map<std::string_view, std::vector<Found>> m_values;
};

} // namespace claviger
