package org.peerchallenge.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.peerchallenge.engine.RequestMemory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Opens the {@link RequestMemory} for requests that only read. */
@Component
@Order(4)
class RequestMemoryFilter extends OncePerRequestFilter {

  private final RequestMemory memory;

  RequestMemoryFilter(RequestMemory memory) {
    this.memory = memory;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("GET");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    memory.open();
    try {
      chain.doFilter(request, response);
    } finally {
      memory.close();
    }
  }
}
