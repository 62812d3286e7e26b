package org.peerchallenge.account.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request the address that the installation has by its settings, and believes of a
 * proxy only from whom a request comes.
 *
 * <p>Scheme, host, port and path are never taken from a header: whoever can send one would choose
 * where our links lead and what the gate looks at.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OwnAddress extends OncePerRequestFilter {

  /** Nothing that would be looked up as a name. */
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

  private final URI own;
  private final List<IpAddressMatcher> proxies;

  OwnAddress(
      @Value("${peerchallenge.base-url}") URI own,
      @Value("${peerchallenge.proxies}") List<String> proxies) {
    this.own = own;
    this.proxies = proxies.stream().map(String::strip).map(IpAddressMatcher::new).toList();
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Addressed(request, own, from(request)), response);
  }

  /** The nearest address that is not one of our proxies, read from the end: the rest is hearsay. */
  private String from(HttpServletRequest request) {
    String from = request.getRemoteAddr();
    List<String> said = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders("X-Forwarded-For"))) {
      said.addAll(List.of(line.split(",")));
    }
    Collections.reverse(said);
    for (String one : said) {
      String address = one.strip();
      if (!isProxy(from) || !NUMERIC.matcher(address).matches()) {
        break;
      }
      from = address;
    }
    return from;
  }

  private boolean isProxy(String address) {
    try {
      return proxies.stream().anyMatch(proxy -> proxy.matches(address));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  /** A request at our own address. */
  private static final class Addressed extends HttpServletRequestWrapper {

    private final URI own;
    private final String from;

    Addressed(HttpServletRequest request, URI own, String from) {
      super(request);
      this.own = own;
      this.from = from;
    }

    @Override
    public String getScheme() {
      return own.getScheme();
    }

    @Override
    public boolean isSecure() {
      return own.getScheme().equals("https");
    }

    @Override
    public String getServerName() {
      return own.getHost();
    }

    @Override
    public int getServerPort() {
      return own.getPort() >= 0 ? own.getPort() : isSecure() ? 443 : 80;
    }

    @Override
    public StringBuffer getRequestURL() {
      return new StringBuffer(own.getScheme() + "://" + own.getRawAuthority())
          .append(getRequestURI());
    }

    @Override
    public String getRemoteAddr() {
      return from;
    }

    @Override
    public String getRemoteHost() {
      return from;
    }
  }
}
