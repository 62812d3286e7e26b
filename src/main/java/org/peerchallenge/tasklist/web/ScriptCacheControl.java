package org.peerchallenge.tasklist.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the cache control of scripts: browsers ask again for our scripts and styles in the web
 * applications: the vendor's addresses change with the vendor's version alone, and not with ours.
 */
@Component
class ScriptCacheControl extends OncePerRequestFilter {

  private static final Pattern OURS = Pattern.compile("/camunda/app/[a-z]+/(scripts|styles)/.*");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !OURS.matcher(request.getRequestURI().substring(request.getContextPath().length()))
        .matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Cache-Control", "no-cache");
    chain.doFilter(request, response);
  }
}
