// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/yamldocument.h"

#include "app/foundation/secret.h"

#include <QCoreApplication>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <streambuf>
#include <unordered_map>
#include <unordered_set>

namespace claviger {

namespace {

constexpr std::size_t mostNodes = 200'000;
constexpr int deepestMerge = 64;

QString yamlText(const char *text)
{
    return QCoreApplication::translate("claviger::YamlDocument", text);
}

struct YamlLimit
{
    int line;
};

// Reads where the text lies: a stringstream would keep a copy that nobody can wipe.
class ReadInPlace final : public std::streambuf
{
public:
    ReadInPlace(char *begin, qsizetype size) { setg(begin, begin, begin + size); }
};

int lineOf(const YAML::Mark &mark)
{
    return mark.is_null() ? 0 : mark.line + 1;
}

} // namespace

struct YamlDocument::Tree
{
    std::deque<Node> nodes; // a deque never moves a text, which would leave a short one behind
    const Node *root = nullptr;

    Tree() = default;
    Tree(const Tree &) = delete;
    Tree &operator=(const Tree &) = delete;
    ~Tree()
    {
        for (Node &node : nodes) {
            volatile char *place = node.text.data();
            for (std::size_t i = 0; i < node.text.size(); ++i)
                place[i] = 0;
        }
    }
};

class YamlDocument::Builder final : public YAML::EventHandler
{
public:
    explicit Builder(Tree &tree)
        : m_tree(tree)
    {
    }

    void OnDocumentStart(const YAML::Mark &) override { }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override { add(Node::Null, mark, anchor); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto known = m_anchors.find(anchor);
        if (known == m_anchors.end())
            throw YamlLimit{lineOf(mark)};
        attach(known->second);
    }
    void OnScalar(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, const std::string &value) override
    {
        add(Node::Text, mark, anchor).text = value;
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(add(Node::List, mark, anchor));
    }
    void OnSequenceEnd() override { m_open.pop_back(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(add(Node::Map, mark, anchor));
    }
    void OnMapEnd() override { m_open.pop_back(); }

private:
    Node &add(Node::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (m_tree.nodes.size() >= mostNodes)
            throw YamlLimit{lineOf(mark)};
        Node &node = m_tree.nodes.emplace_back();
        node.kind = kind;
        node.line = lineOf(mark);
        if (anchor != YAML::NullAnchor)
            m_anchors[anchor] = &node;
        attach(&node);
        return node;
    }
    void attach(const Node *node)
    {
        if (m_open.empty())
            m_tree.root = node;
        else
            m_open.back()->children.push_back(node);
    }
    void open(Node &node)
    {
        if (m_open.size() >= static_cast<std::size_t>(deepestNesting))
            throw YamlLimit{node.line};
        m_open.push_back(&node);
    }

    Tree &m_tree;
    std::vector<Node *> m_open;
    std::unordered_map<YAML::anchor_t, const Node *> m_anchors;
};

YamlDocument::YamlDocument(std::shared_ptr<const Tree> tree)
    : m_tree(std::move(tree))
{
}

tl::expected<YamlDocument, YamlDocument::Problem> YamlDocument::parse(QByteArray text)
{
    const auto refuse = [&text](const char *sentence, int line = 0) {
        wipe(text);
        return tl::unexpected(Problem{.sentence = yamlText(sentence), .line = line});
    };
    if (text.size() > largestFile)
        return refuse(QT_TRANSLATE_NOOP("claviger::YamlDocument", "It is larger than 1 MiB, so it was not read."));
    if (!text.isValidUtf8() || text.contains('\0'))
        return refuse(QT_TRANSLATE_NOOP("claviger::YamlDocument", "It is not a text file in UTF-8."));

    auto tree = std::make_shared<Tree>();
    try {
        ReadInPlace buffer(text.data(), text.size());
        std::istream stream(&buffer);
        YAML::Parser parser(stream);
        Builder builder(*tree);
        parser.HandleNextDocument(builder);
    } catch (const YamlLimit &limit) {
        return refuse(QT_TRANSLATE_NOOP("claviger::YamlDocument", "It is nested too deeply or has too many entries."), limit.line);
    } catch (const YAML::Exception &problem) {
        // Its message may quote the file: an unquoted password that begins with * is a missing anchor to YAML.
        return refuse(QT_TRANSLATE_NOOP("claviger::YamlDocument",
            "It cannot be read as YAML. Check the indentation, and put values with special characters in quotes."), lineOf(problem.mark));
    } catch (const std::exception &) {
        return refuse(QT_TRANSLATE_NOOP("claviger::YamlDocument", "It cannot be read as YAML."));
    }
    wipe(text);
    if (!tree->root)
        tree->root = &tree->nodes.emplace_back();
    return YamlDocument(std::move(tree));
}

const YamlDocument::Node &YamlDocument::root() const
{
    return *m_tree->root;
}

namespace {

// Gathers the entries of a map and of the maps it merges. Each map is visited once: anchors can point in circles, and a
// few of them can multiply without end.
struct MergedEntries
{
    using Node = YamlDocument::Node;
    std::vector<YamlDocument::Entry> all;
    std::unordered_map<std::string_view, std::size_t> places;
    std::unordered_set<const Node *> visited;

    void add(const Node &map, int depth, std::vector<const Node *> *repeated)
    {
        if (map.kind != Node::Map || depth > deepestMerge || !visited.insert(&map).second)
            return;
        const std::size_t begin = all.size(); // what is nearer to the first map counts: entries before stay as they are
        std::vector<const Node *> merged;
        for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
            const Node *key = map.children[i];
            const Node *value = map.children[i + 1];
            if (key->kind != Node::Text)
                continue;
            if (key->text == "<<") {
                if (value->kind == Node::List)
                    merged.insert(merged.end(), value->children.begin(), value->children.end());
                else
                    merged.push_back(value);
                continue;
            }
            const auto [place, isNew] = places.try_emplace(key->text, all.size());
            if (isNew) {
                all.push_back({key->text, key, value});
            } else if (place->second >= begin) {
                all[place->second] = {key->text, key, value};
                if (repeated)
                    repeated->push_back(key);
            }
        }
        for (const Node *from : merged)
            add(*from, depth + 1, nullptr);
    }
};

} // namespace

std::vector<YamlDocument::Entry> YamlDocument::entries(const Node &map, std::vector<const Node *> *repeated)
{
    MergedEntries merged;
    merged.add(map, 0, repeated);
    return std::move(merged.all);
}

void YamlSection::addLayer(const Found &map, std::vector<Found> *repeated)
{
    std::vector<const YamlDocument::Node *> keys;
    for (const YamlDocument::Entry &entry : YamlDocument::entries(*map.node, &keys)) {
        const auto [place, isNew] = m_values.try_emplace(entry.name);
        if (isNew)
            m_names.push_back(entry.name);
        if (entry.value->kind != YamlDocument::Node::Null)
            place->second.push_back({entry.value, map.file});
    }
    for (const YamlDocument::Node *key : keys) {
        if (repeated)
            repeated->push_back({key, map.file});
    }
}

std::optional<YamlSection::Found> YamlSection::value(std::string_view name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() || found->second.empty() ? std::nullopt : std::optional(found->second.front());
}

YamlSection YamlSection::section(std::string_view name, std::vector<Found> *repeated) const
{
    YamlSection inner;
    const auto found = m_values.find(name);
    if (found == m_values.end())
        return inner;
    for (const Found &layer : found->second) {
        if (layer.node->kind != YamlDocument::Node::Map)
            break;
        inner.addLayer(layer, repeated);
    }
    return inner;
}

} // namespace claviger
