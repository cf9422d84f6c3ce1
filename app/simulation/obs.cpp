// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/obs.h"

#include "app/simulation/obsaccess.h"

#include <QHostAddress>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype longestObjectKey = 1024;
constexpr int mostListed = 1000;
constexpr char obsRegion[] = "eu-de";
constexpr char xmlHead[] = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

struct ObsRequest
{
    World &world;
    const Call &call;
    ObsAuthorization authorization = {};
    std::vector<QueryItem> query = {};
    QString bucketName = {}; // empty: the service itself
    QByteArray key = {}; // decoded; empty: the bucket
    bool isInPath = false; // the bucket stands in the path and not in the host
    ObsCaller caller = {};

    [[nodiscard]] bool isObs() const { return authorization.isObsFlavour(); }
    [[nodiscard]] bool asks(const QByteArray &name) const { return !queryValue(query, name).isNull(); }
};

// Text for XML 1.0: what it cannot hold becomes a question mark.
QByteArray xmlText(const QString &text)
{
    QString clean = text.toHtmlEscaped();
    for (QChar &c : clean) {
        const bool isAllowed = c >= u' ' || c == u'\n' || c == u'\t' || c == u'\r';
        if (!isAllowed || c == QChar(0xfffe) || c == QChar(0xffff))
            c = u'?';
    }
    return clean.toUtf8();
}

QByteArray element(const QByteArray &name, const QString &text)
{
    return text.isEmpty() ? '<' + name + "/>" : '<' + name + '>' + xmlText(text) + "</" + name + '>';
}

QString obsTime(Instant instant)
{
    return toUtc(instant).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'"_s);
}

QByteArray obsHttpTime(Instant instant)
{
    return QLocale::c().toString(toUtc(instant), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

Reply xmlReply(const QByteArray &xml)
{
    return {.status = 200, .headers = {{"Content-Type", "application/xml"}}, .body = xmlHead + xml};
}

Reply errorReply(const ObsRequest &request, const ObsError &error, const QString &requestId)
{
    QByteArray xml = R"(<?xml version="1.0" encoding="UTF-8"?><Error>)";
    xml += element("Code", QString::fromLatin1(error.code)) + element("Message", error.message)
        + element("Resource", QString::fromUtf8(request.call.path())) + element("RequestId", requestId)
        + element("HostId", u"RkFLRS1IT1NU"_s);
    for (const auto &[name, text] : error.details)
        xml += element(name, text);
    return {.status = error.status, .headers = {{"Content-Type", "application/xml"}}, .body = xml + "</Error>"};
}

using Answered = tl::expected<Reply, ObsError>;

tl::unexpected<ObsError> obsRefusal(int status, const char *code, const QString &message)
{
    return tl::unexpected(ObsError{.status = status, .code = code, .message = message});
}

tl::unexpected<ObsError> noRight()
{
    return obsRefusal(403, "AccessDenied", u"Access Denied"_s);
}

// The bucket that a host name begins with: demo-bucket.obs.eu-de.example, demo-bucket.localhost.
QString bucketOfHost(const QByteArray &header)
{
    QString host = QString::fromLatin1(header).toLower().trimmed();
    if (const qsizetype colon = host.lastIndexOf(u':'); colon > host.lastIndexOf(u']'))
        host.truncate(colon);
    if (!QHostAddress(host).isNull())
        return {};
    for (const QString &base : {u".localhost"_s, u".127.0.0.1"_s}) {
        if (host.endsWith(base))
            return host.chopped(base.size());
    }
    const qsizetype obs = host.lastIndexOf(".obs."_L1);
    return obs > 0 ? host.left(obs) : QString();
}

// Fills in bucket and key, and gives what V2 may have signed as the resource.
QByteArrayList findPlace(ObsRequest &request)
{
    const QByteArray path = request.call.path();
    const QByteArray raw = path.startsWith('/') ? path.mid(1) : path;
    request.bucketName = bucketOfHost(request.call.header("Host"));
    if (!request.bucketName.isEmpty()) {
        request.key = QByteArray::fromPercentEncoding(raw);
        return {'/' + request.bucketName.toUtf8() + '/' + raw};
    }
    if (raw.isEmpty())
        return {"/"};
    const qsizetype slash = raw.indexOf('/');
    request.isInPath = true;
    request.bucketName = QString::fromUtf8(QByteArray::fromPercentEncoding(slash < 0 ? raw : raw.left(slash)));
    if (slash < 0)
        return {'/' + raw + '/', '/' + raw};
    request.key = QByteArray::fromPercentEncoding(raw.mid(slash + 1));
    return {'/' + raw};
}

bool isBucketName(const QString &name)
{
    return name.size() >= 3 && name.size() <= 63 && std::all_of(name.begin(), name.end(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
           });
}

bool mayDo(const ObsRequest &request, const QString &action)
{
    Deed deed{.action = action};
    const QString where = u"obs:%1:%2:"_s.arg(QLatin1String(obsRegion), request.caller.owner.accountId);
    if (action.startsWith("obs:object:"_L1))
        deed.resource = where + u"object:"_s + request.bucketName + u'/' + QString::fromUtf8(request.key);
    else
        deed.resource = where + u"bucket:"_s + (request.bucketName.isEmpty() ? u"*"_s : request.bucketName);
    if (const QByteArray prefix = queryValue(request.query, "prefix"); !prefix.isNull())
        deed.conditions.insert(u"obs:prefix"_s, QString::fromUtf8(prefix));
    return obsMay(request.world, request.caller, deed);
}

Answered listBuckets(ObsRequest &request)
{
    if (!mayDo(request, u"obs:bucket:ListAllMyBuckets"_s))
        return noRight();
    const QByteArray type = request.call.header("x-obs-bucket-type");
    if (!type.isEmpty() && type != "OBJECT" && type != "POSIX")
        return obsRefusal(400, "InvalidArgument", u"The bucket type is neither OBJECT nor POSIX."_s);
    const QString &accountId = request.caller.owner.accountId;
    QByteArray buckets;
    for (const auto &[name, bucket] : request.world.buckets.all()) {
        if (bucket.accountId != accountId || (!type.isEmpty() && bucket.isPosix != (type == "POSIX")))
            continue;
        buckets += "<Bucket>" + element("Name", name) + element("CreationDate", obsTime(bucket.created));
        if (request.isObs()) {
            buckets +=
                element("Location", bucket.location) + element("BucketType", bucket.isPosix ? u"POSIX"_s : u"OBJECT"_s);
        }
        buckets += "</Bucket>";
    }
    const Account *account = request.world.account(accountId);
    QByteArray owner = element("ID", accountId);
    if (!request.isObs() && account)
        owner += element("DisplayName", account->name);
    const QByteArray name = request.isObs() ? "http://obs.eu-de.otc.t-systems.com/doc/2015-06-30/"
                                            : "http://s3.amazonaws.com/doc/2006-03-01/";
    return xmlReply("<ListAllMyBucketsResult xmlns=\"" + name + "\"><Owner>" + owner + "</Owner><Buckets>" + buckets
                    + "</Buckets></ListAllMyBucketsResult>");
}

Answered listOneBucket(ObsRequest &request, const Bucket &bucket)
{
    if (!mayDo(request, u"obs:bucket:ListBucket"_s))
        return noRight();
    const auto asked = [&](const QByteArray &name) { return queryValue(request.query, name); };
    const bool isV2 = asked("list-type") == "2";
    const bool isCoded = asked("encoding-type") == "url";
    ListingWish wish{.prefix = asked("prefix"), .delimiter = asked("delimiter")};
    if (wish.prefix.size() > longestObjectKey || wish.delimiter.size() > longestObjectKey)
        return obsRefusal(400, "InvalidArgument", u"prefix and delimiter may have 1024 bytes at most."_s);
    if (const QByteArray most = asked("max-keys"); !most.isEmpty()) {
        bool isNumber = false;
        wish.most = most.toInt(&isNumber);
        if (!isNumber || wish.most < 1)
            return obsRefusal(400, "InvalidArgument", u"max-keys is a number from 1 to 1000."_s);
        wish.most = std::min(wish.most, mostListed);
    }
    const QByteArray continuation = asked("continuation-token");
    if (!isV2)
        wish.after = asked("marker");
    else
        wish.after = continuation.isEmpty() ? asked("start-after") : QByteArray::fromHex(continuation);
    const Listing listing = listObjects(bucket, wish);

    const auto keyText = [isCoded](const QByteArray &key) {
        return QString::fromUtf8(isCoded ? key.toPercentEncoding("/") : key);
    };
    QByteArray xml = element("Name", bucket.name) + element("Prefix", keyText(wish.prefix));
    if (!isV2)
        xml += element("Marker", keyText(wish.after));
    xml += element("MaxKeys", QString::number(wish.most));
    if (!wish.delimiter.isEmpty())
        xml += element("Delimiter", keyText(wish.delimiter));
    if (isCoded)
        xml += element("EncodingType", u"url"_s);
    if (isV2) {
        const std::size_t count = listing.objects.size() + listing.commonPrefixes.size();
        xml += element("KeyCount", QString::number(count));
        if (!continuation.isEmpty())
            xml += element("ContinuationToken", QString::fromUtf8(continuation));
        if (listing.isTruncated)
            xml += element("NextContinuationToken", QString::fromLatin1(listing.last.toHex()));
    } else if (listing.isTruncated && !wish.delimiter.isEmpty()) {
        xml += element("NextMarker", keyText(listing.last));
    }
    xml += element("IsTruncated", listing.isTruncated ? u"true"_s : u"false"_s);
    const bool withOwner = !isV2 || asked("fetch-owner") == "true";
    for (const auto &[key, object] : listing.objects) {
        xml += "<Contents>" + element("Key", keyText(key)) + element("LastModified", obsTime(object->modified))
            + element("ETag", u"\"%1\""_s.arg(QString::fromLatin1(object->etag)))
            + element("Size", QString::number(object->data.size()));
        if (withOwner)
            xml += "<Owner>" + element("ID", bucket.accountId) + "</Owner>";
        xml += element("StorageClass", bucket.storageClass) + "</Contents>";
    }
    for (const QByteArray &prefix : listing.commonPrefixes)
        xml += "<CommonPrefixes>" + element("Prefix", keyText(prefix)) + "</CommonPrefixes>";
    const QByteArray name =
        request.isObs() ? "http://obs.otc.t-systems.com/doc/2016-01-01/" : "http://s3.amazonaws.com/doc/2006-03-01/";
    return xmlReply("<ListBucketResult xmlns=\"" + name + "\">" + xml + "</ListBucketResult>");
}

Answered headBucket(ObsRequest &request, const Bucket &bucket)
{
    if (!mayDo(request, u"obs:bucket:HeadBucket"_s))
        return noRight();
    Reply reply{.status = 200};
    if (!request.isObs()) {
        reply.headers.emplace_back("x-amz-bucket-region", bucket.location.toLatin1());
        return reply;
    }
    reply.headers = {{"x-obs-bucket-location", bucket.location.toLatin1()},
                     {"x-obs-storage-class", bucket.storageClass.toLatin1()},
                     {"x-obs-version", "3.0"}};
    if (bucket.isPosix)
        reply.headers.emplace_back("x-obs-fs-file-interface", "Enabled");
    return reply;
}

Answered bucketLocation(ObsRequest &request, const Bucket &bucket)
{
    if (!mayDo(request, u"obs:bucket:GetBucketLocation"_s))
        return noRight();
    if (!request.isObs())
        return xmlReply(R"(<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">)"
                        + xmlText(bucket.location) + "</LocationConstraint>");
    return xmlReply(R"(<Location xmlns="http://obs.otc.t-systems.com/doc/2015-06-30/">)" + xmlText(bucket.location)
                    + "</Location>");
}

Answered createBucket(ObsRequest &request)
{
    if (!isBucketName(request.bucketName))
        return obsRefusal(400, "InvalidBucketName", u"The specified bucket is not valid."_s);
    if (!mayDo(request, u"obs:bucket:CreateBucket"_s))
        return noRight();
    if (request.world.buckets.all().size() >= Buckets::mostBuckets)
        return obsRefusal(400, "TooManyBuckets", u"You have attempted to create more buckets than allowed."_s);
    Bucket bucket;
    bucket.name = request.bucketName;
    bucket.accountId = request.caller.owner.accountId;
    bucket.created = request.world.now();
    bucket.isPosix = request.call.header("x-obs-fs-file-interface") == "Enabled";
    request.world.buckets.add(std::move(bucket));
    return Reply{.status = 200, .headers = {{"Location", "/" + request.bucketName.toUtf8()}}};
}

Answered deleteBucket(ObsRequest &request, const Bucket &bucket)
{
    if (!mayDo(request, u"obs:bucket:DeleteBucket"_s))
        return noRight();
    if (!bucket.objects().empty())
        return obsRefusal(409, "BucketNotEmpty", u"The bucket you tried to delete is not empty."_s);
    request.world.buckets.remove(request.bucketName);
    return Reply{.status = 204};
}

Answered readObject(ObsRequest &request, const Bucket &bucket)
{
    if (!mayDo(request, u"obs:object:GetObject"_s))
        return noRight();
    const StoredObject *object = bucket.object(request.key);
    if (!object)
        return obsRefusal(404, "NoSuchKey", u"The specified key does not exist."_s);
    // For HEAD the door sends the length of the body and not the body.
    return Reply{.status = 200,
                 .headers = {{"Content-Type", object->contentType.toUtf8()},
                             {"ETag", '"' + object->etag + '"'},
                             {"Last-Modified", obsHttpTime(object->modified)}},
                 .body = object->data};
}

Answered writeObject(ObsRequest &request, Bucket &bucket)
{
    if (!mayDo(request, u"obs:object:PutObject"_s))
        return noRight();
    for (const QByteArray &copy : {QByteArray("x-amz-copy-source"), QByteArray("x-obs-copy-source")}) {
        if (!request.call.header(copy).isNull())
            return obsRefusal(501, "ServiceNotImplemented", u"Copies are not implemented."_s);
    }
    const qint64 size = request.call.body.size();
    if (bucket.objects().size() >= Buckets::mostObjects && !bucket.object(request.key))
        return obsRefusal(400, "EntityTooLarge", u"The simulated cloud keeps no more objects in a bucket."_s);
    if (size > Buckets::greatestObject || request.world.buckets.size() + size > Buckets::greatestTotal)
        return obsRefusal(400, "EntityTooLarge", u"The simulated cloud does not keep objects of that size."_s);
    const QByteArray type = request.call.header("Content-Type");
    // Header bytes go out again as they came in; none that would end the line.
    const bool isPlain = std::all_of(type.begin(), type.end(), [](char c) { return c >= ' ' && c <= '~'; });
    StoredObject object{.data = request.call.body,
                        .contentType =
                            type.isEmpty() || !isPlain ? u"binary/octet-stream"_s : QString::fromLatin1(type),
                        .modified = request.world.now()};
    bucket.put(request.key, std::move(object));
    return Reply{.status = 200, .headers = {{"ETag", '"' + bucket.object(request.key)->etag + '"'}}};
}

Answered deleteObject(ObsRequest &request, Bucket &bucket)
{
    if (!mayDo(request, u"obs:object:DeleteObject"_s))
        return noRight();
    bucket.remove(request.key); // gone is gone, also the second time
    return Reply{.status = 204};
}

// Parts of a bucket or an object that this small copy does not have.
bool asksForMore(const ObsRequest &request)
{
    static const QByteArrayList parts{"acl",     "cors",     "delete",  "encryption",  "inventory",  "lifecycle",
                                      "logging", "policy",   "quota",   "replication", "restore",    "storageinfo",
                                      "tagging", "uploadId", "uploads", "versions",    "versioning", "website"};
    return std::any_of(parts.begin(), parts.end(), [&](const QByteArray &part) { return request.asks(part); });
}

Answered answerOwnBucket(ObsRequest &request, Bucket &bucket)
{
    const QByteArray &method = request.call.method;
    const bool isBucket = request.key.isEmpty();
    if (isBucket && method == "GET")
        return request.asks("location") ? bucketLocation(request, bucket) : listOneBucket(request, bucket);
    if (isBucket && method == "HEAD")
        return headBucket(request, bucket);
    if (isBucket && method == "PUT")
        return obsRefusal(409, "BucketAlreadyOwnedByYou", u"The bucket exists and is yours."_s);
    if (isBucket && method == "DELETE")
        return deleteBucket(request, bucket);
    if (!isBucket && (method == "GET" || method == "HEAD"))
        return readObject(request, bucket);
    if (!isBucket && method == "PUT")
        return writeObject(request, bucket);
    if (!isBucket && method == "DELETE")
        return deleteObject(request, bucket);
    return obsRefusal(405, "MethodNotAllowed", u"The specified method is not allowed against this resource."_s);
}

Answered answerObsRequest(ObsRequest &request, const QByteArrayList &resources)
{
    const tl::expected<ObsCaller, ObsError> caller =
        recognizeObsCaller(request.world, request.call, request.authorization, resources);
    if (!caller)
        return tl::unexpected(caller.error());
    request.caller = *caller;
    const QByteArray &method = request.call.method;
    if (request.bucketName.isEmpty()) {
        if (method != "GET")
            return obsRefusal(405, "MethodNotAllowed", u"The specified method is not allowed against this resource."_s);
        return listBuckets(request);
    }
    if (request.isInPath && request.world.buckets.wantsVirtualHosts)
        return obsRefusal(403, "VirtualHostDomainRequired", u"The bucket belongs into the host name."_s);
    const bool isText = QString::fromUtf8(request.key).toUtf8() == request.key;
    if (!isText || request.key.size() > longestObjectKey)
        return obsRefusal(400, "InvalidArgument", u"The key is not UTF-8, or longer than 1024 bytes."_s);
    if (asksForMore(request))
        return obsRefusal(501, "ServiceNotImplemented", u"This part of a bucket is not implemented."_s);
    Bucket *bucket = request.world.buckets.bucket(request.bucketName);
    if (!bucket && request.key.isEmpty() && method == "PUT")
        return createBucket(request);
    if (!bucket)
        return obsRefusal(404, "NoSuchBucket", u"The specified bucket does not exist."_s);
    if (bucket->accountId != request.caller.owner.accountId) {
        return method == "PUT" && request.key.isEmpty()
            ? Answered(obsRefusal(409, "BucketAlreadyExists", u"The requested bucket name is not available."_s))
            : Answered(noRight());
    }
    if (bucket->location != QLatin1String(obsRegion)) {
        const QString endpoint = u"%1.obs.%2.otc.t-systems.com"_s.arg(bucket->name, bucket->location);
        return tl::unexpected(ObsError{.status = 301,
                                       .code = "PermanentRedirect",
                                       .message = u"Send this request to the endpoint of the bucket."_s,
                                       .details = {{"Endpoint", endpoint}}});
    }
    return answerOwnBucket(request, *bucket);
}

} // namespace

Reply answerObs(World &world, const Endpoints &, const Call &call)
{
    ObsRequest request{
        .world = world, .call = call, .authorization = readObsAuthorization(call), .query = queryItems(call.target)};
    const QByteArrayList resources = findPlace(request);
    const QString requestId = world.makeId().toUpper();
    const Answered answered = answerObsRequest(request, resources);
    Reply reply = answered ? *answered : errorReply(request, answered.error(), requestId);
    if (!answered && call.method == "HEAD")
        reply.body.clear(); // the status is all a HEAD tells
    reply.headers.emplace_back(request.isObs() ? "x-obs-request-id" : "x-amz-request-id", requestId.toLatin1());
    reply.headers.emplace_back(request.isObs() ? "x-obs-id-2" : "x-amz-id-2", "RkFLRS1IT1NU");
    reply.headers.emplace_back("Server", "OBS");
    return reply;
}

} // namespace claviger::sim
