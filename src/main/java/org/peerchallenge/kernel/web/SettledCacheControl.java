package org.peerchallenge.kernel.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** A response whose {@code Cache-Control} is settled: the vendor would set another one later. */
public final class SettledCacheControl extends HttpServletResponseWrapper {

  private static final String CACHE_CONTROL = "Cache-Control";

  /** The response to go on with. */
  public SettledCacheControl(HttpServletResponse response, String value) {
    super(response);
    response.setHeader(CACHE_CONTROL, value);
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
