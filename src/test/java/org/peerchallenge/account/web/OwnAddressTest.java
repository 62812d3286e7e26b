package org.peerchallenge.account.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.header.writers.HstsHeaderWriter;

class OwnAddressTest {

  private static final List<String> PROXIES = List.of("10.0.0.0/24", "2001:db8::1");

  @ParameterizedTest(name = "{0} says {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 198.51.100.7            | 203.0.113.9",
        "10.0.0.5    | 198.51.100.7            | 198.51.100.7",
        "10.0.0.5    | 192.0.2.1, 198.51.100.7 | 198.51.100.7",
        "10.0.0.5    | 198.51.100.7, 10.0.0.6  | 198.51.100.7",
        "10.0.0.5    | localhost               | 10.0.0.5",
        "10.0.0.5    | 198.51.100.7, fe80::1%1  | 10.0.0.5",
        "10.0.0.5    | 198.51.100.7, x         | 10.0.0.5",
        "2001:db8::1 | 2001:db8::2             | 2001:db8::2",
        "10.0.0.5    | ''                      | 10.0.0.5"
      })
  void onlyAProxysWordCountsForWhereItComesFrom(String peer, String said, String from)
      throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sign-in");
    request.setRemoteAddr(peer);
    request.addHeader("X-Forwarded-For", said);
    assertThat(behind(request).getRemoteAddr()).isEqualTo(from);
  }

  @Test
  void theAddressIsOursWhateverARequestSays() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sign-in");
    request.setRemoteAddr("10.0.0.5");
    request.setServerName("forged.example.org");
    for (String name : List.of("Host", "X-Forwarded-Host", "Forwarded", "X-Forwarded-Prefix")) {
      request.addHeader(name, "host=forged.example.org");
    }
    HttpServletRequest ours = behind(request);
    assertThat(ours.getRequestURL()).hasToString("https://peers.example.org/sign-in");
    assertThat(ours.getServerName()).isEqualTo("peers.example.org");
    assertThat(ours.getServerPort()).isEqualTo(443);
    assertThat(ours.isSecure()).isTrue();
    assertThat(ours.getContextPath()).isEmpty();
    MockHttpServletResponse answer = new MockHttpServletResponse();
    new HstsHeaderWriter().writeHeaders(ours, answer);
    assertThat(answer.getHeaderNames()).contains("Strict-Transport-Security");
  }

  private static HttpServletRequest behind(MockHttpServletRequest request) throws Exception {
    MockFilterChain chain = new MockFilterChain();
    new OwnAddress(URI.create("https://peers.example.org"), PROXIES)
        .doFilter(request, new MockHttpServletResponse(), chain);
    return (HttpServletRequest) chain.getRequest();
  }
}
