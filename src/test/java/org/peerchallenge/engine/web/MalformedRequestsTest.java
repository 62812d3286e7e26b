package org.peerchallenge.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.multipart.MultipartException;

/** What is wrong with a request is no failure of ours. */
class MalformedRequestsTest {

  @Test
  void whoHungUpIsToldNothingAndNothingFails() throws Exception {
    MockHttpServletResponse answer =
        answered(
            (request, response) -> {
              response.flushBuffer();
              ((HttpServletResponse) response).sendError(404);
              ((HttpServletResponse) response).sendError(400, "An example");
              ((HttpServletResponse) response).sendRedirect("/elsewhere");
            });
    assertThat(answer.getStatus()).isEqualTo(200);
  }

  @Test
  void anAddressThatNoHeaderHoldsIsRefused() throws Exception {
    assertThat(redirected("/sign-in?next=" + "x".repeat(8_000)).getStatus()).isEqualTo(400);
    assertThat(redirected("/sign-in?next=" + "x".repeat(2_000)).getStatus()).isEqualTo(302);
  }

  @Test
  void anAcceptHeaderThatNamesNothingIsRefused() throws Exception {
    assertThat(
            answered(
                    (request, response) -> {
                      try {
                        MimeTypeUtils.parseMimeType("");
                      } catch (RuntimeException e) {
                        throw new ServletException("Request processing failed", e);
                      }
                    })
                .getStatus())
        .isEqualTo(400);
  }

  @Test
  void aBodyOfEveryTypeComesToNoPage() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/tasks/troubles");
    request.setContentType("*/*");
    MockHttpServletResponse answer = new MockHttpServletResponse();
    new MalformedRequests()
        .doFilter(
            request,
            answer,
            (it, response) -> {
              throw new ServletException("came to a page");
            });
    assertThat(answer.getStatus()).isEqualTo(400);
  }

  @Test
  void aFormThatBrokeOffComesToNoPage() throws Exception {
    MockHttpServletRequest cut = new MockHttpServletRequest("POST", "/telephone");
    cut.setContentType("application/x-www-form-urlencoded;charset=UTF-8");
    cut.setAttribute("org.apache.catalina.parameter_parse_failed", true);
    MockHttpServletResponse answer = new MockHttpServletResponse();
    new MalformedRequests()
        .doFilter(
            cut,
            answer,
            (request, response) -> {
              throw new AssertionError("came to a page");
            });
    assertThat(answer.getStatus()).isEqualTo(400);
  }

  /** The container keeps what is uploaded on disk; that it is full is not the sender's mistake. */
  @Test
  void aFullDiskIsNoMistakeOfWhoUploadsAFile() throws Exception {
    MockHttpServletResponse answer = new MockHttpServletResponse();
    new DatabaseUnavailableFilter("office@example.org")
        .doFilter(
            new MockHttpServletRequest("POST", "/figures/imports"),
            answer,
            (request, response) ->
                new MalformedRequests()
                    .doFilter(
                        request,
                        response,
                        (one, two) -> {
                          try {
                            Files.writeString(Path.of("/dev/full"), "1");
                          } catch (IOException e) {
                            throw new ServletException(new MultipartException("no part", e));
                          }
                        }));
    assertThat(answer.getStatus()).isEqualTo(503);
  }

  /** Tomcat takes what it could not keep for what was not sent, until it is asked for it again. */
  @Test
  void whatADiskCouldNotKeepIsNotCalledMissing() throws Exception {
    MockHttpServletRequest request =
        new MockHttpServletRequest("POST", "/figures/imports") {
          @Override
          public Collection<Part> getParts() throws IOException {
            Files.writeString(Path.of("/dev/full"), "1");
            return List.of();
          }
        };
    MockHttpServletResponse answer = new MockHttpServletResponse();
    FilterChain page =
        (one, two) ->
            new MalformedRequests()
                .doFilter(
                    one,
                    two,
                    (asked, response) ->
                        ((HttpServletResponse) response).sendError(400, "no file"));
    new DatabaseUnavailableFilter("office@example.org").doFilter(request, answer, page);
    assertThat(answer.getStatus()).isEqualTo(400);

    answer = new MockHttpServletResponse();
    request.setAttribute("org.apache.catalina.parameter_parse_failed", true);
    new DatabaseUnavailableFilter("office@example.org").doFilter(request, answer, page);
    assertThat(answer.getStatus()).isEqualTo(503);
  }

  private static MockHttpServletResponse redirected(String location) throws Exception {
    return answered((request, response) -> ((HttpServletResponse) response).sendRedirect(location));
  }

  private static MockHttpServletResponse answered(FilterChain chain)
      throws ServletException, IOException {
    MockHttpServletResponse answer = new MockHttpServletResponse();
    new MalformedRequests().doFilter(new MockHttpServletRequest("POST", "/"), answer, chain);
    return answer;
  }
}
