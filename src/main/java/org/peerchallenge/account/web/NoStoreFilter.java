package org.peerchallenge.account.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.peerchallenge.kernel.web.SettledCacheControl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends {@code Cache-Control: no-store} with everything that people wrote: after signing out, the
 * button "back" shows nothing. Files that are the same for everybody may be stored.
 */
class NoStoreFilter extends OncePerRequestFilter {

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return OpenPaths.isFile(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, new SettledCacheControl(response, "no-store"));
  }
}
