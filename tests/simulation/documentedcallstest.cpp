// SPDX-License-Identifier: Apache-2.0
// The documented calls of IAM, MRS, ECS and Manager through curl, against claviger-simcloud: method, path and body as their
// pages have them, and every member of the printed answer is there with its kind. The tables are in documented/*.json:
//   door (services, manager, control), token (account, project, unknown), subject (X-Subject-Token), basic (Manager's admin)
//   example: members and kinds; null fits everything. exact: the answer is the example. absent: members that must not be there
//   keep: what later rows put in for {NAME}
#include <QDir>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct Answer
{
    int status = 0;
    QByteArray headers = {};
    QJsonDocument body = {};
};

QJsonValue valueOf(const QJsonDocument &document)
{
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QJsonValue at(const QJsonDocument &document, const QString &path)
{
    QJsonValue value = valueOf(document);
    for (const QString &part : path.split(u'.'))
        value = value.isArray() ? value.toArray().at(part.toInt()) : value.toObject().value(part);
    return value;
}

// The first place where the answer has not what the example shows; empty: none.
QString differenceAt(const QJsonValue &example, const QJsonValue &answer, const QString &path)
{
    if (example.isNull())
        return answer.isUndefined() ? path + u" is missing"_s : QString();
    if (answer.isNull() && example.isString())
        return {}; // texts that may be null, such as times
    if (example.type() != answer.type())
        return answer.isUndefined() ? path + u" is missing"_s : path + u" is of another kind"_s;
    if (example.isArray()) {
        if (example.toArray().isEmpty())
            return {};
        if (answer.toArray().isEmpty())
            return path + u" is empty"_s;
        return differenceAt(example[0], answer[0], path + u"[0]"_s);
    }
    const QJsonObject members = example.toObject();
    for (auto it = members.begin(); it != members.end(); ++it)
        if (const QString difference = differenceAt(it.value(), answer.toObject().value(it.key()), path + u'.' + it.key()); !difference.isEmpty())
            return difference;
    return {};
}

} // namespace

class DocumentedCallsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void asThePagesHaveThem_data();
    void asThePagesHaveThem();

private:
    Answer curl(const QJsonObject &row);
    QString filled(QString text) const;
    bool signIn(const QString &name, const QByteArray &scope);

    QTemporaryDir m_folder;
    QProcess m_program;
    QHash<QString, QString> m_doors, m_tokens, m_names;
};

QString DocumentedCallsTest::filled(QString text) const
{
    for (auto it = m_names.begin(); it != m_names.end(); ++it)
        text.replace(u'{' + it.key() + u'}', it.value());
    return text;
}

Answer DocumentedCallsTest::curl(const QJsonObject &row)
{
    const QString verb = row["method"_L1].toString();
    const QString headers = m_folder.filePath(u"headers"_s), body = m_folder.filePath(u"body"_s);
    QStringList arguments{u"-q"_s, u"-sk"_s, u"--max-time"_s, u"20"_s, u"--noproxy"_s, u"*"_s, u"-D"_s, headers, u"-o"_s, body,
                          u"-w"_s, u"%{http_code}"_s};
    arguments += verb == "HEAD"_L1 ? QStringList{u"-I"_s} : QStringList{u"-X"_s, verb};
    if (row.contains("body"_L1)) {
        const QByteArray json = QJsonDocument(row["body"_L1].toObject()).toJson(QJsonDocument::Compact);
        arguments << u"-H"_s << u"Content-Type: application/json;charset=utf8"_s << u"--data-binary"_s << filled(QString::fromUtf8(json));
    }
    const QString token = m_tokens.value(row["token"_L1].toString());
    if (!token.isEmpty())
        arguments << u"-H"_s << u"X-Auth-Token: "_s + token;
    if (row["subject"_L1].toBool())
        arguments << u"-H"_s << u"X-Subject-Token: "_s + token;
    if (row["basic"_L1].toBool())
        arguments << u"-u"_s << u"admin:example-manager-Password1"_s;
    arguments << m_doors.value(row["door"_L1].toString(u"services"_s)) + filled(row["path"_L1].toString());
    QFile::remove(body);
    QProcess program;
    program.start(u"curl"_s, arguments);
    Answer answer;
    if (!program.waitForFinished(60'000))
        return answer;
    answer.status = program.readAllStandardOutput().right(3).toInt();
    if (QFile file(headers); file.open(QIODevice::ReadOnly))
        answer.headers = file.readAll();
    if (QFile file(body); file.open(QIODevice::ReadOnly))
        answer.body = QJsonDocument::fromJson(file.readAll());
    return answer;
}

bool DocumentedCallsTest::signIn(const QString &name, const QByteArray &scope)
{
    const QByteArray body = R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"ops-admin",)"
                            R"("password":"example-password","domain":{"name":"OTC-EXAMPLE-00000000001"}}}},"scope":)" + scope + "}}";
    const Answer answer = curl({{u"method"_s, u"POST"_s}, {u"path"_s, u"/v3/auth/tokens"_s}, {u"body"_s, QJsonDocument::fromJson(body).object()}});
    static const QRegularExpression token(u"^X-Subject-Token: (\\S+)"_s, QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    m_tokens.insert(name, token.match(QString::fromLatin1(answer.headers)).captured(1));
    m_names.insert(u"USER"_s, at(answer.body, u"token.user.id"_s).toString());
    m_names.insert(u"ACCOUNT"_s, at(answer.body, u"token.user.domain.id"_s).toString());
    if (const QString project = at(answer.body, u"token.project.id"_s).toString(); !project.isEmpty())
        m_names.insert(u"PROJECT"_s, project);
    return answer.status == 201 && !m_tokens.value(name).isEmpty();
}

void DocumentedCallsTest::initTestCase()
{
    m_program.start(QStringLiteral(SIMCLOUD_PROGRAM), {u"--port"_s, u"0"_s});
    QString head;
    while (head.count(u'\n') < 2) {
        QVERIFY(m_program.waitForReadyRead(20'000));
        head += QString::fromUtf8(m_program.readAllStandardOutput());
    }
    static const QRegularExpression addresses(u"cloud at (\\S+), control door at (\\S+)\\n.*Manager at (\\S+)/\\n"_s);
    const QRegularExpressionMatch match = addresses.match(head);
    QVERIFY2(match.hasMatch(), qPrintable(head));
    m_doors = {{u"services"_s, match.captured(1)}, {u"control"_s, match.captured(2)}, {u"manager"_s, match.captured(3)}};
    m_names.insert(u"ACCOUNT_NAME"_s, u"OTC-EXAMPLE-00000000001"_s);
    m_tokens.insert(u"unknown"_s, u"FAKE-token"_s);
    QVERIFY(signIn(u"account"_s, R"({"domain":{"name":"OTC-EXAMPLE-00000000001"}})"));
    QVERIFY(signIn(u"project"_s, R"({"project":{"name":"eu-de"}})"));
}

void DocumentedCallsTest::cleanupTestCase()
{
    m_program.terminate();
    QVERIFY(m_program.waitForFinished(20'000));
}

void DocumentedCallsTest::asThePagesHaveThem_data()
{
    QTest::addColumn<QJsonObject>("row");
    for (const QString &page : {u"iam"_s, u"mrs"_s, u"manager"_s}) {
        QFile file(QStringLiteral(DOCUMENTED_FOLDER) + u'/' + page + u".json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(rows.size() > 10);
        for (const auto &row : rows)
            QTest::addRow("%s: %s", qPrintable(page), qPrintable(row["name"_L1].toString())) << row.toObject();
    }
}

// Later rows go on where earlier ones stopped.
void DocumentedCallsTest::asThePagesHaveThem()
{
    QFETCH(QJsonObject, row);
    const Answer answer = curl(row);
    const QByteArray said = answer.body.toJson(QJsonDocument::Compact).left(1'000);
    QVERIFY2(answer.status == row["status"_L1].toInt(), (QByteArray::number(answer.status) + ' ' + said).constData());
    if (row.contains("header"_L1))
        QVERIFY2(answer.headers.toLower().contains(row["header"_L1].toString().toLower().toLatin1() + ": "), answer.headers.constData());
    if (row.contains("example"_L1)) {
        const QString difference = differenceAt(row["example"_L1], valueOf(answer.body), u"answer"_s);
        QVERIFY2(difference.isEmpty(), (difference.toUtf8() + " in " + said).constData());
        if (row["exact"_L1].toBool())
            QCOMPARE(valueOf(answer.body), row["example"_L1]);
    }
    for (const auto &path : row["absent"_L1].toArray())
        QVERIFY2(at(answer.body, path.toString()).isUndefined(), qPrintable(path.toString()));
    const QJsonObject keep = row["keep"_L1].toObject();
    for (auto it = keep.begin(); it != keep.end(); ++it) {
        const QString kept = at(answer.body, it.value().toString()).toVariant().toString();
        QVERIFY2(!kept.isEmpty(), qPrintable(it.key()));
        m_names.insert(it.key(), kept);
    }
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::DocumentedCallsTest)
#include "documentedcallstest.moc"
