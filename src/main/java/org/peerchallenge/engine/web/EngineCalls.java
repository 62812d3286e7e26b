package org.peerchallenge.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.OwnTasks;
import org.peerchallenge.engine.web.AllowedCalls.Call;
import org.peerchallenge.engine.web.AllowedCalls.Carrying;
import org.peerchallenge.engine.web.AllowedCalls.Who;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers only those calls of the engine's web interface that stand in {@link AllowedCalls}.
 *
 * <p>The engine checks rights row by row, but not everywhere: attachments and comments are read by
 * id, filters guess the values of variables, completing without a form passes by what people must
 * answer. What nobody needs is refused before it gets there.
 */
@Component
@Order(5)
class EngineCalls extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(EngineCalls.class);
  private static final String API = "/camunda/api";
  private static final String ADMINISTRATOR = "camunda-admin";
  private static final Set<String> IN_COCKPIT = Set.of("office", "lead", "analyst");

  /** A form of sixteen long answers of 10,000 characters, each four bytes long, and some room. */
  private static final int LONGEST_BODY = 2_000_000;

  private final IdentityService identity;
  private final RepositoryService repository;
  private final EngineAsSystem asSystem;
  private final OwnTasks tasks;
  private final ObjectMapper json;
  private final VendorsErrors errors;

  EngineCalls(
      IdentityService identity,
      RepositoryService repository,
      EngineAsSystem asSystem,
      OwnTasks tasks,
      ObjectMapper json) {
    this.identity = identity;
    this.repository = repository;
    this.asSystem = asSystem;
    this.tasks = tasks;
    this.json = json;
    this.errors = new VendorsErrors(json);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !path(request).startsWith(API + "/") && !path(request).equals(API);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = path(request).substring(API.length());
    Optional<String> user = Optional.ofNullable(request.getRemoteUser());
    Set<String> groups = user.map(this::groups).orElse(Set.of());
    if (holdsNul(request)) {
      malformed(response);
      return;
    }
    if (isCrooked(request.getRequestURI()) || AllowedCalls.isNever(path)) {
      refuse(request, response, user);
      return;
    }
    List<Call> known = AllowedCalls.of(request.getMethod(), path);
    // Administering the engine is no reason to read what stands in somebody's form.
    boolean administers =
        groups.contains(ADMINISTRATOR)
            && known.stream().noneMatch(call -> call.carrying().contains(Carrying.OWN_TASK));
    List<Call> calls =
        known.stream().filter(call -> isOneOf(call.who(), user.isPresent(), groups)).toList();
    if (calls.isEmpty() && !administers) {
      refuse(request, response, user);
      return;
    }
    Set<Carrying> carrying = administers ? Set.of() : calls.get(0).carrying();
    HttpServletRequest checked = request;
    JsonNode body = JsonNodeFactory.instance.objectNode();
    if ((administers || carriesBody(carrying)) && !request.getMethod().equals("GET")) {
      byte[] bytes = request.getInputStream().readNBytes(LONGEST_BODY + 1);
      if (bytes.length > LONGEST_BODY) {
        answer(
            response,
            HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
            "This is too much text to send at once. Nothing was saved.");
        return;
      }
      body = read(bytes);
      checked = new ReadAgain(request, bytes);
    }
    if (AllowedCalls.asksByExpression(carrying, body, checked.getParameterMap().keySet())) {
      refuse(request, response, user);
      return;
    }
    if (administers && body != null) {
      answerOf(chain, checked, response);
      return;
    }
    if (body == null || !isWellFormed(carrying, body)) {
      malformed(response);
      return;
    }
    if (!carriesOnly(carrying, path, checked, body, user.orElse(""))) {
      refuse(request, response, user);
      return;
    }
    answerOf(chain, checked, response);
  }

  private void answerOf(FilterChain chain, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, answer);
    Optional<Integer> status = errors.corrected(answer);
    Optional<String> refused = errors.ourWords(answer);
    if (refused.isPresent()) {
      answer(response, HttpServletResponse.SC_BAD_REQUEST, refused.get());
    } else if (status.isEmpty()) {
      answer.copyBodyToResponse();
    } else if (status.get() == HttpServletResponse.SC_NOT_FOUND) {
      answer(
          response,
          HttpServletResponse.SC_NOT_FOUND,
          "There is nothing here: it may be done already, or the address may be mistyped. Nothing"
              + " was changed.");
    } else {
      malformed(response);
    }
  }

  private static String path(HttpServletRequest request) {
    String rest = request.getPathInfo();
    return request.getServletPath() + (rest == null ? "" : rest);
  }

  /** Written in a way that the servlet container and the interface might read differently. */
  private static boolean isCrooked(String uri) {
    String plain = uri.toLowerCase();
    return plain.contains(";")
        || plain.contains("//")
        || plain.contains("\\")
        || plain.contains("/.")
        || plain.contains("%2e")
        || plain.contains("%2f")
        || plain.contains("%3b")
        || plain.contains("%5c")
        || plain.contains("%25");
  }

  /** As they were found for this request when it was seen who sent it. */
  private Set<String> groups(String user) {
    var who = identity.getCurrentAuthentication();
    return who != null && user.equals(who.getUserId()) ? Set.copyOf(who.getGroupIds()) : Set.of();
  }

  private static boolean isOneOf(Who who, boolean signedIn, Set<String> groups) {
    return switch (who) {
      case ANYBODY -> true;
      case PARTICIPANT -> signedIn;
      case COCKPIT -> groups.stream().anyMatch(IN_COCKPIT::contains);
      case OFFICE -> groups.contains("office");
    };
  }

  private static boolean carriesBody(Set<Carrying> carrying) {
    return carrying.contains(Carrying.OWN_CLAIM)
        || carrying.contains(Carrying.PLAIN_SEARCH)
        || carrying.contains(Carrying.FORM_VALUES)
        || carrying.contains(Carrying.JSON)
        || carrying.contains(Carrying.RETRIES)
        || carrying.contains(Carrying.SUSPENDED)
        || carrying.contains(Carrying.NOTHING);
  }

  private boolean carriesOnly(
      Set<Carrying> carrying, String path, HttpServletRequest request, JsonNode body, String user) {
    return carrying.stream()
        .allMatch(
            rule ->
                switch (rule) {
                  case RESOURCE -> AllowedCalls.resource(path).filter(this::isThere).isPresent();
                  case JSON, RETRIES, SUSPENDED -> true;
                  case NOTHING -> body.isEmpty();
                  case OWN_NAME -> AllowedCalls.userId(path).filter(user::equals).isPresent();
                  case OWN_CLAIM -> body.path("userId").asText("").equals(user);
                  case PLAIN_SEARCH ->
                      AllowedCalls.isPlainSearch(body, request.getParameterMap().keySet());
                  case FORM_VALUES -> AllowedCalls.isFormValues(body);
                  case OWN_TASK ->
                      AllowedCalls.taskId(path).filter(id -> isOwnOrDone(id, user)).isPresent();
                });
  }

  /** The vendor fails at what it expects and does not find. */
  private static boolean isWellFormed(Set<Carrying> carrying, JsonNode body) {
    return !body.toString().contains("\\u0000")
        && (!carrying.contains(Carrying.RETRIES)
            || body.path("retries").canConvertToInt() && body.path("retries").asInt(-1) >= 0)
        && (!carrying.contains(Carrying.SUSPENDED) || body.path("suspended").isBoolean());
  }

  /** PostgreSQL keeps no such character; nobody means it. */
  private static boolean holdsNul(HttpServletRequest request) {
    String query = request.getQueryString();
    return path(request).indexOf('\0') >= 0 || query != null && query.contains("%00");
  }

  private void malformed(HttpServletResponse response) throws IOException {
    answer(
        response,
        HttpServletResponse.SC_BAD_REQUEST,
        "What was sent could not be understood. Nothing was changed.");
  }

  private boolean isThere(String resource) {
    String[] ids = resource.split("/");
    return asSystem.run(
        () ->
            repository.getDeploymentResources(ids[0]).stream()
                .anyMatch(one -> one.getId().equals(ids[1])));
  }

  /** One that is done is let through: the engine knows nothing of it any more and says so. */
  private boolean isOwnOrDone(String taskId, String user) {
    return tasks.isOf(user, taskId) || !tasks.isOpen(taskId);
  }

  /** Null when it is no JSON object. */
  private JsonNode read(byte[] bytes) {
    if (bytes.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode body = json.readTree(bytes);
      return body.isObject() ? body : null;
    } catch (IOException e) {
      return null;
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, Optional<String> user)
      throws IOException {
    LOG.info("Refused to {}: {} {}", user.orElse("nobody"), request.getMethod(), path(request));
    if (user.isEmpty()) {
      answer(response, HttpServletResponse.SC_UNAUTHORIZED, "Sign in first.");
    } else {
      answer(
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "This is not open to you here. Ask the programme office if you need it.");
    }
  }

  private void answer(HttpServletResponse response, int status, String message) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    json.writeValue(
        response.getOutputStream(), Map.of("type", "RestException", "message", message));
  }

  /** A request whose body has been read for the check and can be read again. */
  private static final class ReadAgain extends HttpServletRequestWrapper {

    private final byte[] body;

    ReadAgain(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      ByteArrayInputStream bytes = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new UnsupportedOperationException("The body is there already");
        }
      };
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(
          new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
    }
  }
}
