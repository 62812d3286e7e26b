package org.peerchallenge.account.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends {@code Cache-Control: no-store} with everything that people wrote: after signing out, the
 * button "back" shows nothing. Files that are the same for everybody may be stored.
 */
class NoStoreFilter extends OncePerRequestFilter {

  private static final String CACHE_CONTROL = "Cache-Control";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return OpenPaths.isFile(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(CACHE_CONTROL, "no-store");
    chain.doFilter(request, new Settled(response));
  }

  /** A response for which this is settled: the engine's interface would set something weaker. */
  private static final class Settled extends HttpServletResponseWrapper {

    Settled(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setHeader(String name, String value) {
      if (!name.equalsIgnoreCase(CACHE_CONTROL)) {
        super.setHeader(name, value);
      }
    }

    @Override
    public void addHeader(String name, String value) {
      if (!name.equalsIgnoreCase(CACHE_CONTROL)) {
        super.addHeader(name, value);
      }
    }
  }
}
