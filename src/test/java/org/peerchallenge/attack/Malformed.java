package org.peerchallenge.attack;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes requests that nobody sends who means well, the same ones from the same seed. */
final class Malformed {

  /**
   * One request.
   *
   * @param type of the body; empty for none
   * @param headers beside the usual ones
   * @param cut whether the body breaks off before its end
   */
  record Request(
      String method,
      String uri,
      String type,
      byte[] body,
      String accept,
      Map<String, String> headers,
      boolean cut) {

    Request(String method, String uri, String type, byte[] body, String accept) {
      this(method, uri, type, body, accept, Map.of(), false);
    }

    private Request at(String other) {
      return new Request(method, other, type, body, accept, headers, cut);
    }

    private Request by(String other) {
      return new Request(other, uri, type, body, accept, headers, cut);
    }

    private Request as(String other, byte[] sent) {
      return new Request(method, uri, other, sent, accept, headers, cut);
    }

    private Request with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Request(method, uri, type, body, accept, more, cut);
    }

    /** No client of Java's sends it. */
    boolean isNoAddress() {
      return !uri.chars().allMatch(c -> c > ' ' && c < 127)
          || uri.matches("(?s).*%(?![0-9A-Fa-f]{2}).*");
    }

    /** Says that more comes, and hangs up. */
    Request cutOff() {
      return new Request(method, uri, type, body, accept, headers, true);
    }

    @Override
    public String toString() {
      String text = new String(body, StandardCharsets.UTF_8);
      return "%s %s [%s] %s%s %s"
          .formatted(
              method,
              uri.substring(0, Math.min(200, uri.length())),
              type,
              headers.toString().substring(0, Math.min(100, headers.toString().length())),
              cut ? " cut off" : "",
              text.substring(0, Math.min(120, text.length())));
    }
  }

  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "-1",
          "0",
          "99999999999999999999",
          "1e999",
          "NaN",
          "null",
          "2019-02-30",
          "9999999-01-01",
          "2019-13-01",
          "0000-00-00",
          "-999999999-01-01",
          "+999999999-12-31T00:00",
          "30/02/2019",
          "24:61",
          "-9223372036854775808",
          "2147483648",
          "1e400000",
          "0x10",
          "\u0661\u0662",
          "\uDC00\uD800",
          "a\uD83D",
          "\u202E",
          "\uFEFF",
          "%2500",
          "%u0000",
          "<!--",
          "{{7*7}}",
          "a,b,,c",
          "true",
          "[]",
          "{}",
          "'\";--",
          "../../etc/passwd",
          "${7*7}",
          "\uD800",
          "\uFFFF",
          "\u2028",
          "a\r\nb: c",
          "%00",
          "00000000-0000-0000-0000-000000000000",
          "nobody-knows-this",
          "x".repeat(300),
          "x".repeat(4_000),
          "\uD83D\uDE00".repeat(1_500));

  /** What no path of a case holds, so that nothing is found and nothing changes. */
  private static final List<String> UNKNOWN =
      List.of(
          "0",
          "-1",
          "x",
          "99999999999999999999",
          "1999",
          "nobody-knows-this",
          "a%00b",
          "%E2%80%A8",
          "%F0%9F%98%80",
          "%ED%A0%80",
          "a%20b",
          "%0D%0A",
          "00000000-0000-0000-0000-000000000000",
          "x".repeat(300));

  private static final List<String> JSON =
      List.of(
          "",
          "null",
          "[]",
          "[[]]",
          "1",
          "\"text\"",
          "{",
          "{}",
          "{\"a\":",
          "{\"retries\":\"many\"}",
          "{\"retries\":null}",
          "{\"suspended\":7}",
          "{\"part\":null}",
          "{\"part\":{\"a\":1}}",
          "{\"offset\":{}}",
          "{\"date\":7e77}",
          "{\"content\":[1],\"version\":\"x\",\"writer\":7}",
          "{\"variables\":[1]}",
          "{\"variables\":{\"a\":7}}",
          "{\"variables\":{\"a\":{\"value\":\"x\",\"type\":\"Integer\"}}}",
          "{\"variables\":{\"a\":{\"value\":\"\\u0000\",\"type\":\"String\"}}}",
          "{\"userId\":{\"a\":[]}}",
          "{\"sorting\":{\"sortBy\":7}}",
          "{\"firstResult\":\"x\",\"maxResults\":-7}",
          "{\"id\":\"\\u0000\"}",
          "\u0000",
          "[".repeat(3_000),
          "{\"a\":".repeat(3_000),
          "{\"a\":\"\\ud800\"}",
          "{\"part\":\"\\udc00\\ud800\"}",
          "{\"base\":-1,\"seq\":-1,\"writer\":\"\\u0000\",\"changes\":{\"\\u0000\":[]}}",
          "{\"base\":1e400000}",
          "{\"seq\":99999999999999999999}",
          "{\"changes\":[[[]]]}",
          "{\"offset\":-9223372036854775808}",
          "{\"credential\":7}",
          "{\"credential\":{\"id\":\"\\ud800\",\"rawId\":\"*\",\"response\":{}}}",
          "{\"orQueries\":[{\"orQueries\":[{}]}]}",
          "{\"orQueries\":{}}",
          "{\"a\":1,\"a\":2}",
          "[{}]",
          "\uFEFF{}",
          "{\"date\":\"2019-02-30\"}",
          "{\"a\":" + "9".repeat(2_000) + "}");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/x-www-form-urlencoded",
          "text/plain",
          "application/xml",
          "multipart/form-data",
          "multipart/form-data; boundary=b",
          "application/json; charset=none",
          "application/json; charset=utf-16",
          "application/x-www-form-urlencoded; charset=utf-7",
          "multipart/form-data; boundary=",
          "multipart/form-data; boundary=" + "b".repeat(400),
          "multipart/mixed; boundary=b",
          "text/html",
          "*/*",
          "application/",
          "/",
          "application/octet-stream");

  private static final List<String> ACCEPTS =
      List.of(
          "",
          "application/json",
          "text/html",
          "image/png",
          "application/xml;q=0",
          "application/json;q=2",
          "text/html;level=" + "1".repeat(300),
          "application/pdf",
          "*",
          ",,,");

  /** What a request may say of itself; the name before the colon. */
  private static final List<String> HEADERS =
      List.of(
          "X-HTTP-Method-Override: DELETE",
          "X-HTTP-Method: PUT",
          "X-Method-Override: DELETE",
          "Range: bytes=5-1",
          "Range: bytes=0-0,2-3,-99999999999999999999",
          "Range: lines=1-",
          "If-Range: x",
          "If-None-Match: \"",
          "If-None-Match: *, W/\"",
          "If-Match: *",
          "If-Modified-Since: 30 February",
          "If-Unmodified-Since: -1",
          "Accept-Language: x-" + "y".repeat(300) + ";q=x",
          "Accept-Charset: none",
          "Accept-Encoding: gzip;q=9",
          "Content-Encoding: gzip",
          "Transfer-Encoding: identity",
          "Cookie: SESSION=%00; SESSION=x; peerchallenge=\"",
          "Origin: null",
          "Referer: ://",
          "X-XSRF-TOKEN: x",
          "Authorization: Basic Og==",
          "Authorization: Bearer x",
          "User-Agent: " + "x".repeat(3_000),
          "X-Long: " + "x".repeat(7_000),
          "Content-Type: x",
          "Content-Disposition: form-data; name=\"",
          "Last-Event-ID: -1",
          "X-Requested-With: XMLHttpRequest");

  private static final List<String> METHODS =
      List.of("HEAD", "OPTIONS", "PATCH", "PUT", "DELETE", "TRACE", "BREW", "get");

  private final Random random;
  private final Values values;

  Malformed(long seed, Values values) {
    this.random = new Random(seed);
    this.values = values;
  }

  /** The next one for an endpoint of ours. */
  Request ours(Endpoint endpoint) {
    return more(plain(endpoint));
  }

  /** Half of them are wrong in another way, too. */
  private Request more(Request request) {
    return switch (random.nextInt(28)) {
      case 0 -> request.at(path(request, "/"));
      case 1 -> request.at(path(request, ";jsessionid=" + "A".repeat(32)));
      case 2 -> request.at(path(request, "/%252e%252e%252f"));
      case 3 -> request.at(path(request, "%2500"));
      case 4 -> request.at(path(request, "/..;/"));
      case 5 -> request.at(query(request, doubled(request.uri())));
      case 6 -> request.at(query(request, "year[]=1&id[0]=2&tasks[a][b]=3&=4&&&%zz=1&a=%"));
      case 7 -> request.at(query(request, "a=1&".repeat(1_500)));
      case 8 -> request.by(one(METHODS));
      case 9 -> request.as(one(TYPES), request.body());
      case 10 -> request.as("application/json", bytes("{\"a\":[".repeat(20_000)));
      case 11 -> request.as("application/json", bytes("[" + "1,".repeat(100_000) + "1]"));
      case 12 -> request.as(request.type(), bytes("a=" + "x".repeat(300_000)));
      case 13 ->
          request.as("multipart/form-data; boundary=b", bytes(PART.repeat(600) + "--b--\r\n"));
      case 14 -> request.as("application/octet-stream", random());
      case 15, 16, 17, 18, 19 -> {
        String[] header = one(HEADERS).split(": ", 2);
        yield request.with(header[0], header[1]);
      }
      case 20 -> request.type().isEmpty() ? request : request.cutOff();
      default -> request;
    };
  }

  private static final String PART =
      "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";

  private byte[] random() {
    byte[] some = new byte[2_000];
    random.nextBytes(some);
    return some;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String path(Request request, String end) {
    String[] parts = request.uri().split("\\?", 2);
    return parts[0] + end + (parts.length > 1 ? "?" + parts[1] : "");
  }

  private static String query(Request request, String more) {
    return request.uri() + (request.uri().contains("?") ? "&" : "?") + more;
  }

  /** Each parameter once more, with another value. */
  private String doubled(String uri) {
    int query = uri.indexOf('?');
    return query < 0
        ? "a=1&a=2"
        : uri.substring(query + 1).replaceAll("=[^&]*", "=" + encoded(one(WORDS)));
  }

  private Request plain(Endpoint endpoint) {
    List<String> names = Values.names(endpoint.pattern());
    Map<String, String> path = new LinkedHashMap<>();
    List<Map<String, String>> known = endpoint.reads() ? values.of(endpoint) : List.of();
    if (!known.isEmpty()) {
      path.putAll(one(known));
    }
    // What writes is never given a case that is there: a lucky request would change it.
    names.forEach(
        name -> {
          if (!path.containsKey(name) || random.nextInt(3) == 0) {
            path.put(name, one(UNKNOWN));
          }
        });
    String uri = Values.fill(endpoint.pattern(), path);
    Map<String, String> fields = new LinkedHashMap<>();
    for (Endpoint.Parameter parameter : endpoint.parameters()) {
      if (random.nextInt(4) != 0) {
        fields.put(parameter.name(), one(WORDS));
      }
    }
    if (endpoint.reads()) {
      return new Request(endpoint.method(), uri + query(fields), "", new byte[0], one(ACCEPTS));
    }
    String type =
        random.nextInt(3) == 0
            ? one(TYPES)
            : switch (endpoint.body()) {
              case "json" -> "application/json";
              case "file" -> "multipart/form-data; boundary=b";
              default -> "application/x-www-form-urlencoded";
            };
    return new Request(
        endpoint.method(),
        uri + (endpoint.body().equals("json") ? query(fields) : ""),
        type,
        body(type, fields),
        one(ACCEPTS));
  }

  /** The next one for a call of the engine. */
  Request engine(Endpoint endpoint) {
    return more(plainCall(endpoint));
  }

  private Request plainCall(Endpoint endpoint) {
    String known = one(values.ofEngine(endpoint.pattern(), 3));
    List<String> parts = new ArrayList<>(List.of(known.split("/")));
    if (!endpoint.reads() || random.nextInt(2) == 0) {
      String[] pattern = endpoint.pattern().split("/");
      for (int i = 5; i < pattern.length && i < parts.size(); i++) {
        if (pattern[i].contains("{")) {
          // With the right shape too, or the list turns it away before anything is read.
          parts.set(
              i, random.nextBoolean() ? "00000000-0000-0000-0000-000000000000" : one(UNKNOWN));
        }
      }
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : List.of("firstResult", "maxResults", "sortBy", "dueBefore", "active")) {
      if (random.nextInt(3) == 0) {
        fields.put(name, one(WORDS));
      }
    }
    String uri = String.join("/", parts) + query(fields);
    if (endpoint.reads()) {
      return new Request(endpoint.method(), uri, "", new byte[0], "");
    }
    return new Request(
        endpoint.method(),
        uri,
        random.nextInt(4) == 0 ? one(TYPES) : "application/json",
        one(JSON).getBytes(StandardCharsets.UTF_8),
        "");
  }

  private byte[] body(String type, Map<String, String> fields) {
    String text =
        type.startsWith("multipart")
            ? multipart(fields)
            : type.contains("urlencoded") ? pairs(fields) : one(JSON);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String multipart(Map<String, String> fields) {
    StringBuilder body = new StringBuilder();
    fields.forEach(
        (name, value) ->
            body.append("--b\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    String file =
        one(
            List.of(
                "example.txt", "a\0b.pdf", "x".repeat(440) + ".pdf", "", "../x.csv", "a\r\n.pdf"));
    body.append("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
        .append(file)
        .append("\"\r\n\r\n%PDF-1.4\r\n--b--\r\n");
    return random.nextInt(3) == 0
        ? body.substring(0, random.nextInt(body.length()))
        : body.toString();
  }

  private static String query(Map<String, String> fields) {
    return fields.isEmpty() ? "" : "?" + pairs(fields);
  }

  private static String pairs(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(one -> one.getKey() + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** The half of a pair, which no text can hold, as its three bytes: Java would write a “?”. */
  private static String encoded(String text) {
    StringBuilder all = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.getType(c) == Character.SURROGATE) {
                all.append("%%ED%%%02X%%%02X".formatted(0x80 | (c >> 6) & 0x3f, 0x80 | c & 0x3f));
              } else {
                all.append(URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8));
              }
            });
    return all.toString();
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
