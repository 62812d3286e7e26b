package org.peerchallenge.engine.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.loader.WebappLoader;
import org.springframework.boot.web.embedded.tomcat.TomcatEmbeddedWebappClassLoader;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets requests find Java's services in memory. At each of its requests the engine's interface
 * looks for its engine as a service, which means in every jar there is, and opens one of them: a
 * fifteenth of a task's processor time (docs/measurements/stock.md). The jars of a running
 * application do not change.
 */
@Component
class RememberedServices implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context ->
            ((WebappLoader) context.getLoader())
                .setLoaderInstance(new Loader(context.getParentClassLoader())));
  }

  /** Spring Boot's own, with a memory. */
  static final class Loader extends TomcatEmbeddedWebappClassLoader {

    static {
      ClassLoader.registerAsParallelCapable();
    }

    private final Map<String, List<URL>> known = new ConcurrentHashMap<>();

    Loader(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      if (!name.startsWith("META-INF/services/")) {
        return super.getResources(name);
      }
      List<URL> files = known.get(name);
      if (files == null) {
        files = new ArrayList<>();
        for (URL file : Collections.list(super.getResources(name))) {
          files.add(inMemory(file));
        }
        known.put(name, files);
      }
      return Collections.enumeration(files);
    }

    private static URL inMemory(URL file) throws IOException {
      byte[] content;
      try (InputStream in = file.openStream()) {
        content = in.readAllBytes();
      }
      return new URL(
          null,
          "memory:" + file,
          new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
              return new Content(url, content);
            }
          });
    }
  }

  private static final class Content extends URLConnection {

    private final byte[] content;

    Content(URL url, byte[] content) {
      super(url);
      this.content = content;
    }

    @Override
    public void connect() {
      // It is there.
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(content);
    }
  }
}
