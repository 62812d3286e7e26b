package org.peerchallenge.engine.web;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Locale;
import org.apache.catalina.Globals;
import org.peerchallenge.kernel.MachineTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartException;

/**
 * Answers 400 in words to a request that cannot be read or kept: a file that breaks off, characters
 * and numbers that the database cannot hold. What was begun is rolled back by then.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class MalformedRequests extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(MalformedRequests.class);

  /** Data exceptions (PostgreSQL's manual, appendix A): values that no column of ours can hold. */
  private static final String DATA_EXCEPTION = "22";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Answer answer = new Answer(request, response);
    if (isOfAnyType(request) || isCutOff(request)) {
      // Without this a page would act on a form of which it has no field, or fail.
      answer.sendError(SC_BAD_REQUEST, "This could not be read.");
      return;
    }
    try {
      chain.doFilter(request, answer);
    } catch (ServletException | RuntimeException e) {
      // Where a body breaks off, Tomcat has answered 400 by itself.
      boolean answered = response.isCommitted() && response.getStatus() == SC_BAD_REQUEST;
      if (!isMalformed(e)
          || MachineTrouble.in(e).isPresent()
          || response.isCommitted() && !answered) {
        throw e;
      }
      LOG.info("Could not be read: {} {}", request.getMethod(), request.getRequestURI());
      if (!answered) {
        response.sendError(SC_BAD_REQUEST, "This could not be read.");
      }
    }
    if (answer.trouble != null) {
      throw new UncheckedIOException(answer.trouble);
    }
  }

  /**
   * Where the disk is full Tomcat leaves out what was uploaded, so that it seems not to have been
   * sent; why, it says only when asked again.
   *
   * @return null when whatever is missing was not sent
   */
  private static IOException troubleWithUpload(HttpServletRequest request) {
    if (request.getAttribute(Globals.PARAMETER_PARSE_FAILED_ATTR) == null) {
      return null;
    }
    try {
      request.getParts();
      return null;
    } catch (IOException e) {
      return MachineTrouble.in(e).isPresent() ? e : null;
    } catch (ServletException | RuntimeException e) {
      return null;
    }
  }

  /** A body cannot be of every type: a wildcard is for what somebody accepts. */
  private static boolean isOfAnyType(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.split(";", 2)[0].contains("*");
  }

  /** A form that broke off, or that cannot be decoded; the engine's calls are read elsewhere. */
  private static boolean isCutOff(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null
        || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
        || request.getRequestURI().startsWith("/camunda/")) {
      return false;
    }
    // Tomcat says only once it was asked for a parameter whether it could read them.
    request.getParameter("");
    return request.getAttribute(Globals.PARAMETER_PARSE_FAILED_ATTR) != null;
  }

  static boolean isMalformed(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MultipartException
          || cause instanceof InvalidMimeTypeException
          || cause instanceof SQLException sql
              && sql.getSQLState() != null
              && sql.getSQLState().startsWith(DATA_EXCEPTION)) {
        return true;
      }
    }
    return false;
  }

  /**
   * An answer to whoever may have hung up in the middle of their request: there is nobody left to
   * tell, and nothing failed here. An address that is too long for a header leads nowhere.
   */
  private static final class Answer extends HttpServletResponseWrapper {

    /** Tomcat has 8 KB for all headers of an answer. */
    private static final int LONGEST_ADDRESS = 4_000;

    private final HttpServletRequest request;
    private IOException trouble;

    Answer(HttpServletRequest request, HttpServletResponse response) {
      super(response);
      this.request = request;
    }

    private boolean isToBeSent(int status) {
      trouble = status == SC_BAD_REQUEST ? troubleWithUpload(request) : null;
      return trouble == null && !isCommitted();
    }

    @Override
    public void sendError(int status) throws IOException {
      if (isToBeSent(status)) {
        super.sendError(status);
      }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
      if (isToBeSent(status)) {
        super.sendError(status, message);
      }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
      if (location.length() > LONGEST_ADDRESS) {
        sendError(SC_BAD_REQUEST, "This address is too long.");
      } else if (!isCommitted()) {
        super.sendRedirect(location);
      }
    }
  }
}
