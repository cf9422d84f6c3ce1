// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/envelope.h"

#include "app/cloud/words.h"

#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qsizetype longestDetail = 400; // characters of a server's words that are worth showing

Error unreadableMember(const QString &name, const QString &wanted)
{
    return {.fault = Fault::Unreadable, .detail = CloudWords::tr("the answer has no usable “%1” (%2)").arg(name, wanted)};
}

// "1", 401 and null all occur as codes.
QString codeText(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(static_cast<qint64>(value.toDouble()));
    return value.toString();
}

struct EnvelopeWords
{
    QString message = {};
    QString code = {};
    qsizetype longest = longestDetail;
    bool isEnvelope = true; // one of the documented forms, or no body at all
};

// As it is, and as a page repeats it.
QString withoutSecrets(QString words, const std::vector<Secret> &hidden)
{
    for (const Secret &secret : hidden) {
        QString text = secret.reveal();
        QString escaped = text.toHtmlEscaped();
        for (QString *form : {&text, &escaped}) {
            if (!form->isEmpty())
                words.replace(*form, "***"_L1);
            wipe(*form);
        }
    }
    return words;
}

// What ECS calls its errors where it speaks as Nova (ecs.md, section 4).
const QStringList &novaFaults()
{
    static const QStringList names{u"badRequest"_s,   u"unauthorized"_s, u"forbidden"_s,    u"itemNotFound"_s,      u"badMethod"_s,
                                   u"notAcceptable"_s, u"conflictingRequest"_s, u"overLimit"_s, u"computeFault"_s, u"serviceUnavailable"_s};
    return names;
}

EnvelopeWords wordsOf(const QByteArray &body, const std::vector<Secret> &hidden)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonObject top = document.object();
    if (const QJsonObject error = top.value(u"error"_s).toObject(); !error.isEmpty()) {
        EnvelopeWords words{.message = error.value(u"message"_s).toString(), .code = codeText(error.value(u"error_code"_s))};
        if (words.message.isEmpty())
            words.message = error.value(u"error_msg"_s).toString();
        if (words.code.isEmpty() && error.value(u"code"_s).isString()) // of ECS: Ecs.0005; IAM repeats the status there
            words.code = error.value(u"code"_s).toString();
        return words;
    }
    for (const QString &name : novaFaults())
        if (const QJsonObject fault = top.value(name).toObject(); !fault.isEmpty())
            return {.message = fault.value(u"message"_s).toString(), .code = {}};
    if (top.contains(u"error_msg"_s) || top.contains(u"error_code"_s))
        return {.message = top.value(u"error_msg"_s).toString(), .code = codeText(top.value(u"error_code"_s))};
    // JSON that is no error, or a part of it, may be the answer to a call that gave a secret: it is not repeated.
    const QByteArray text = body.trimmed();
    if (text.startsWith('{') || text.startsWith('['))
        return {.message = top.value(top.contains(u"message"_s) ? u"message"_s : u"error"_s).toString(), .isEnvelope = document.isObject()};
    return {.message = withoutSecrets(QString::fromUtf8(body.left(100'000)), hidden).simplified(), .code = {}, .longest = 200,
            .isEnvelope = text.isEmpty()}; // else HTML from a proxy
}

// By the code; the Keystone form of the answer may carry words only.
Refusal refusalFor(int status, const EnvelopeWords &words)
{
    static const QRegularExpression locked(u"\\b(?:user|account)\\b.*\\blocked\\b"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression accessList(u"\\bACL\\b|\\baccess control list\\b|\\bIP address\\b"_s, QRegularExpression::CaseInsensitiveOption);
    if (status == 401 && (words.code == "IAM.0061"_L1 || locked.match(words.message).hasMatch()))
        return Refusal::UserLocked;
    if (status != 403)
        return Refusal::None;
    if (words.code == "IAM.0081"_L1)
        return Refusal::ConsoleOnly;
    if (words.code == "IAM.0080"_L1 || words.code == "IAM.0082"_L1)
        return Refusal::UserDisabled;
    const bool namesRight = words.message.contains("requested action"_L1); // a right may be about lists, too
    return words.isEnvelope && !namesRight && accessList.match(words.message).hasMatch() ? Refusal::SourceAddress : Refusal::None;
}

Fault faultFor(int status, const EnvelopeWords &words)
{
    if (status == 410 && words.code == "IAM.0020"_L1) // authentication moved to another region: a new try gets there
        return Fault::ServerFailure;
    if (words.message.startsWith("akSkNumExceed"_L1))
        return Fault::LimitReached;
    // MRS says these with statuses of its own (mrs.md, section 9).
    if (words.code == "130000002"_L1) // 500: the token is invalid
        return Fault::Unauthorized;
    if (words.code == "12000136"_L1 || words.code == "12000052"_L1) // 401 and 400: a right is missing
        return Fault::Forbidden;
    if (words.message.contains("token must be updated"_L1, Qt::CaseInsensitive)) // iam.md, 2.4: the same as 401
        return Fault::Unauthorized;
    // A web server or a proxy speaks, not the service: what became of the request is not known. One that has too much
    // to do passed nothing on.
    const bool isJudgement = status >= 400 && status < 500 && status != 408 && status != 429;
    if (!words.isEnvelope && isJudgement)
        return Fault::Unreadable;
    switch (status) {
    case 401:
        return Fault::Unauthorized;
    case 403:
        return Fault::Forbidden;
    case 404:
        return Fault::NotFound;
    case 408:
        return Fault::TimedOut;
    case 409:
        return Fault::Conflict;
    case 413:
        return Fault::TooLarge;
    case 429:
        return Fault::Throttled;
    default:
        break;
    }
    if (status >= 500)
        return Fault::ServerFailure;
    if (status >= 400)
        return Fault::Rejected;
    return Fault::Unreadable;
}

// Seconds or an HTTP date (RFC 9110, 10.2.3). Longer than a day is a day.
std::optional<std::chrono::seconds> retryAfter(const QByteArray &text, Instant now)
{
    constexpr std::chrono::seconds longest = std::chrono::hours(24);
    static const QRegularExpression digits(u"\\A\\d+\\z"_s);
    if (digits.match(QString::fromLatin1(text.trimmed())).hasMatch()) {
        bool fits = false;
        const qlonglong seconds = text.trimmed().toLongLong(&fits);
        return fits && seconds < longest.count() ? std::chrono::seconds(seconds) : longest;
    }
    const std::optional<Instant> date = httpDate(text);
    if (!date)
        return {};
    return std::clamp(std::chrono::ceil<std::chrono::seconds>(*date - now), std::chrono::seconds::zero(), longest);
}

} // namespace

Result<QJsonObject> readObject(const HttpAnswer &answer)
{
    if (answer.body.trimmed().isEmpty())
        return QJsonObject();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(answer.body, &problem);
    if (document.isObject())
        return document.object();
    const QByteArray encoding = answer.header("Content-Encoding").left(20);
    const bool isEncoded = !encoding.isEmpty() && encoding.compare("identity", Qt::CaseInsensitive) != 0;
    Error error{.fault = Fault::Unreadable,
                .detail = isEncoded ? CloudWords::tr("the answer is packed (%1), although that was not asked for").arg(QString::fromLatin1(encoding))
                    : problem.error != QJsonParseError::NoError
                    ? CloudWords::tr("the answer is not JSON: %1").arg(problem.errorString())
                    : CloudWords::tr("the answer is JSON, but not an object"),
                .httpStatus = answer.status,
                .requestId = requestIdOf(answer)};
    return tl::unexpected(error);
}

std::optional<Instant> httpDate(const QByteArray &text)
{
    const QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return {};
    return fromDateTime(QDateTime(date.date(), date.time(), Qt::UTC));
}

Error readFailure(const HttpAnswer &answer, Instant now, const std::vector<Secret> &hidden)
{
    EnvelopeWords words = wordsOf(answer.body, hidden);
    words.message = withoutSecrets(std::move(words.message), hidden);
    words.code = withoutSecrets(std::move(words.code), hidden);
    Error error{.fault = faultFor(answer.status, words),
                .detail = words.message.left(words.longest),
                .said = words.message.left(words.longest),
                .httpStatus = answer.status,
                .serviceCode = words.code.left(40),
                .requestId = requestIdOf(answer),
                .refusal = refusalFor(answer.status, words)};
    // "You are not authorized to perform the requested action: iam:users:listUsers": the right is what matters.
    constexpr auto beforeRight = "requested action: "_L1;
    if (error.fault == Fault::Forbidden)
        if (const qsizetype at = error.detail.indexOf(beforeRight); at >= 0)
            error.detail = CloudWords::tr("missing right: %1").arg(error.detail.mid(at + beforeRight.size()));
    if (error.detail.isEmpty())
        error.detail = CloudWords::tr("HTTP status %1 without words").arg(answer.status);
    if (const QByteArray wait = answer.header("Retry-After"); !wait.isEmpty())
        error.retryAfter = retryAfter(wait, httpDate(answer.header("Date")).value_or(now)); // a date of the cloud's clock
    return error;
}

QString requestIdOf(const HttpAnswer &answer)
{
    const QString inBody = QJsonDocument::fromJson(answer.body).object().value(u"request_id"_s).toString();
    if (!inBody.isEmpty())
        return inBody.left(100);
    for (const char *name : {"X-Request-Id", "X-Openstack-Request-Id"})
        if (const QByteArray id = answer.header(name); !id.isEmpty())
            return QString::fromLatin1(id).left(100);
    return {};
}

Result<QString> textMember(const QJsonObject &object, const QString &name)
{
    const QJsonValue value = object.value(name);
    if (!value.isString())
        return tl::unexpected(unreadableMember(name, CloudWords::tr("text")));
    return value.toString();
}

Result<QJsonObject> objectMember(const QJsonObject &object, const QString &name)
{
    const QJsonValue value = object.value(name);
    if (!value.isObject())
        return tl::unexpected(unreadableMember(name, CloudWords::tr("an object")));
    return value.toObject();
}

Result<QJsonArray> arrayMember(const QJsonObject &object, const QString &name)
{
    const QJsonValue value = object.value(name);
    if (!value.isArray())
        return tl::unexpected(unreadableMember(name, CloudWords::tr("a list")));
    return value.toArray();
}

QString optionalText(const QJsonObject &object, const QString &name)
{
    return object.value(name).toString();
}

} // namespace claviger
