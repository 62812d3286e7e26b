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
   */
  record Request(String method, String uri, String type, byte[] body, String accept) {

    @Override
    public String toString() {
      String text = new String(body, StandardCharsets.UTF_8);
      return "%s %s [%s] %s"
          .formatted(
              method,
              uri.substring(0, Math.min(200, uri.length())),
              type,
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
          "x".repeat(4_000));

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
          "application/octet-stream");

  private static final List<String> ACCEPTS =
      List.of("", "application/json", "text/html", "image/png", "application/xml;q=0");

  private final Random random;
  private final Values values;

  Malformed(long seed, Values values) {
    this.random = new Random(seed);
    this.values = values;
  }

  /** The next one for an endpoint of ours. */
  Request ours(Endpoint endpoint) {
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
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
