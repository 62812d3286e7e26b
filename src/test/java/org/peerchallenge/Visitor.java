package org.peerchallenge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One person at the web application, with a session of her own, as Tasklist and our pages see her.
 */
public final class Visitor {

  /** The engine's web interface as Tasklist calls it. */
  public static final String ENGINE = "/camunda/api/engine/engine/default";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CookieManager cookies;
  private final HttpClient http;
  private final String base;
  private final String username;
  private Map<String, String> forged = Map.of();

  private Visitor(String base, String username) {
    this(base, username, new CookieManager());
  }

  private Visitor(String base, String username, CookieManager cookies) {
    this.base = base;
    this.username = username;
    this.cookies = cookies;
    this.http =
        HttpClient.newBuilder().cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
  }

  /** The same browser at another node of the same host. */
  public Visitor at(String otherBase) {
    return new Visitor(otherBase, username, cookies);
  }

  /** Somebody who has not signed in. */
  public static Visitor stranger(String base) {
    Visitor visitor = new Visitor(base, "nobody");
    visitor.get("/camunda/app/tasklist/default/");
    return visitor;
  }

  /** Signs a person in by password; fails when that is refused. */
  public static Visitor signIn(String base, String username, String password) {
    Visitor visitor = new Visitor(base, username);
    HttpResponse<byte[]> answer =
        visitor.postForm("/sign-in", Map.of("username", username, "password", password));
    if (answer.statusCode() != 303 && answer.statusCode() != 302) {
      throw new AssertionError(username + " cannot sign in: " + answer.statusCode());
    }
    // Tasklist's page hands out the token that its interface asks for.
    visitor.get("/camunda/app/tasklist/default/");
    return visitor;
  }

  /** Signs a person in to the vendor's own page, where ours is not. */
  static Visitor signInToStock(String base, String username, String password) {
    Visitor visitor = new Visitor(base, username);
    visitor.get("/camunda/app/tasklist/default/");
    HttpResponse<byte[]> answer =
        visitor.postForm(
            "/camunda/api/admin/auth/user/default/login/tasklist",
            Map.of("username", username, "password", password));
    if (answer.statusCode() != 200) {
      throw new AssertionError(username + " cannot sign in: " + answer.statusCode());
    }
    visitor.get("/camunda/app/tasklist/default/");
    return visitor;
  }

  /**
   * Goes through a sign-in provider of {@link TestProvider} and back; what became of it is for the
   * test to see.
   *
   * @param subject the name under which the provider knows the person
   * @param claims what else it says of them
   * @return the answer to the last step: a redirect into the application when it let them in
   */
  public HttpResponse<byte[]> goThroughProvider(
      String provider, String subject, Map<String, Object> claims) {
    HttpResponse<byte[]> answer = get("/oauth2/authorization/" + provider);
    answer =
        send(
            HttpRequest.newBuilder(URI.create(location(answer)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "username=" + encode(subject) + "&claims=" + encode(write(claims)))));
    return send(HttpRequest.newBuilder(URI.create(location(answer))).GET());
  }

  /** Somebody who came through a sign-in provider, whether they were let in or not. */
  public static Visitor fromProvider(
      String base, String provider, String subject, Map<String, Object> claims) {
    Visitor visitor = new Visitor(base, subject);
    visitor.goThroughProvider(provider, subject, claims);
    visitor.get("/camunda/app/tasklist/default/");
    return visitor;
  }

  private static String location(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(
            () ->
                new AssertionError(
                    answer.statusCode()
                        + " for "
                        + answer.uri()
                        + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8)));
  }

  public String username() {
    return username;
  }

  /** Sends these headers with everything from now on, as anybody can. */
  public Visitor forging(Map<String, String> headers) {
    forged = Map.copyOf(headers);
    return this;
  }

  public HttpResponse<byte[]> get(String path) {
    return send(request(path).header("Accept", "application/json, text/html, */*").GET());
  }

  public HttpResponse<byte[]> post(String path, Object body) {
    return send(json(path).POST(BodyPublishers.ofString(write(body))));
  }

  public HttpResponse<byte[]> get(String path, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).GET();
    headers.forEach(request::header);
    return send(request);
  }

  /** What a cookie of hers says; null when there is none of that name. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Sends the fields of a form of our own pages. */
  public HttpResponse<byte[]> postForm(String path, Map<String, String> fields) {
    return postForm(path, fields, Map.of());
  }

  /** The same with headers, as a browser adds them. */
  public HttpResponse<byte[]> postForm(
      String path, Map<String, String> fields, Map<String, String> headers) {
    HttpRequest.Builder request = request(path);
    headers.forEach(request::header);
    return send(
        request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&")))));
  }

  public HttpResponse<byte[]> put(String path, Object body) {
    return send(json(path).PUT(BodyPublishers.ofString(write(body))));
  }

  /**
   * Any request.
   *
   * @param type of the body; empty for none
   */
  public HttpResponse<byte[]> send(String method, String path, String type, byte[] body) {
    return send(method, path, type, body, "");
  }

  /**
   * Any request.
   *
   * @param type of the body; empty for none
   * @param accept what it should be answered with; empty for anything
   */
  public HttpResponse<byte[]> send(
      String method, String path, String type, byte[] body, String accept) {
    HttpRequest.Builder request =
        request(path)
            .header("Accept", accept.isEmpty() ? "application/json, text/html, */*" : accept);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return send(
        request.method(
            method, type.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)));
  }

  /** The same with headers of one's own, instead of the usual ones where they have their name. */
  public HttpResponse<byte[]> send(
      String method,
      String path,
      String type,
      byte[] body,
      String accept,
      Map<String, String> headers) {
    HttpRequest.Builder request = request(path);
    request.setHeader("Accept", accept.isEmpty() ? "application/json, text/html, */*" : accept);
    if (!type.isEmpty()) {
      request.setHeader("Content-Type", type);
    }
    headers.forEach(request::setHeader);
    return send(
        request.method(
            method, type.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)));
  }

  /** How a request that is written by hand ends. */
  public enum Ending {
    WHOLE,
    /** Shorter than the length that it names. */
    TOO_SHORT,
    /** Without its last chunk. */
    NO_LAST_CHUNK
  }

  /**
   * Sends a request that no client would: an address that is none, or one whose end never comes.
   *
   * @return the status of the answer; 0 when there is none
   */
  public int sendByHand(String method, String path, String type, byte[] sent, Ending ending) {
    URI uri = URI.create(base);
    String all =
        cookies.getCookieStore().getCookies().stream()
            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    String length =
        switch (ending) {
          case WHOLE -> "Content-Length: " + sent.length + "\r\n\r\n";
          case TOO_SHORT -> "Content-Length: " + (sent.length + 100) + "\r\n\r\n";
          case NO_LAST_CHUNK ->
              "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(sent.length + 1) + "\r\n";
        };
    String head =
        "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nCookie: %s\r\nX-XSRF-TOKEN: %s\r\n%s%s"
            .formatted(
                method,
                path,
                uri.getAuthority(),
                all,
                cookie("XSRF-TOKEN"),
                type.isEmpty() ? "" : "Content-Type: " + type + "\r\n",
                length);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(sent);
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      String answer =
          new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
      return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9));
    } catch (SocketException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A GET that must succeed, as JSON. */
  public JsonNode json(HttpResponse<byte[]> answer) {
    if (answer.statusCode() >= 300) {
      throw new AssertionError(
          "%s: %d %s for %s"
              .formatted(
                  answer.uri(),
                  answer.statusCode(),
                  new String(answer.body(), StandardCharsets.UTF_8),
                  username));
    }
    try {
      return answer.body().length == 0 ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Claims a task, opens its form as Tasklist does and gives back the form's file. */
  public byte[] openForm(String taskId) {
    json(get(ENGINE + "/task/" + taskId));
    json(post(ENGINE + "/task/" + taskId + "/claim", Map.of("userId", username)));
    HttpResponse<byte[]> form = get(ENGINE + "/task/" + taskId + "/deployed-form");
    json(form);
    return form.body();
  }

  /** What the form of a task shows, lists and all. */
  public Map<String, Object> formVariables(String taskId) {
    JsonNode shown =
        json(get(ENGINE + "/task/" + taskId + "/form-variables?deserializeValues=false"));
    Map<String, Object> values = new HashMap<>();
    shown
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue().path("value");
              boolean isJson = field.getValue().path("type").asText().equals("Json");
              try {
                values.put(
                    field.getKey(),
                    isJson
                        ? JSON.readValue(value.asText(), Object.class)
                        : JSON.treeToValue(value, Object.class));
              } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
              }
            });
    return values;
  }

  /** Sends a form as Tasklist does: plain values typed, lists as JSON. */
  public HttpResponse<byte[]> submit(String taskId, Map<String, Object> values) {
    Map<String, Object> variables = new LinkedHashMap<>();
    values.forEach(
        (key, value) ->
            variables.put(
                key,
                value instanceof java.util.Collection<?> || value instanceof Map<?, ?>
                    ? Map.of("value", write(value), "type", "Json")
                    : typed(value)));
    return post(ENGINE + "/task/" + taskId + "/submit-form", Map.of("variables", variables));
  }

  private static Map<String, Object> typed(Object value) {
    Map<String, Object> typed = new HashMap<>();
    typed.put("value", value);
    if (value != null) {
      typed.put("type", value.getClass().getSimpleName());
    }
    return typed;
  }

  private HttpRequest.Builder json(String path) {
    return request(path)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
        .findFirst()
        .ifPresent(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
    forged.forEach(request::header);
    return request;
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
