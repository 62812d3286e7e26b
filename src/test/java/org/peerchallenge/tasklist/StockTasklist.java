package org.peerchallenge.tasklist;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** Tasklist as the vendor ships it: our script, style and words are its own again. */
final class StockTasklist {

  private static final String HOME = "META-INF/resources/webjars/camunda/app/tasklist/";

  private StockTasklist() {}

  static void in(BrowserContext context) {
    replace(context, "scripts/config.js", "text/javascript");
    replace(context, "styles/user-styles.css", "text/css");
    replace(context, "locales/en.json", "application/json");
  }

  private static void replace(BrowserContext context, String file, String type) {
    String vendors = vendors(file);
    context.route(
        "**/app/tasklist/" + file + "*",
        route -> route.fulfill(new Route.FulfillOptions().setContentType(type).setBody(vendors)));
  }

  private static String vendors(String file) {
    try {
      URL found =
          Collections.list(StockTasklist.class.getClassLoader().getResources(HOME + file)).stream()
              .filter(url -> url.toString().contains("camunda-webapp-webjar"))
              .findFirst()
              .orElseThrow();
      try (InputStream in = found.openStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
