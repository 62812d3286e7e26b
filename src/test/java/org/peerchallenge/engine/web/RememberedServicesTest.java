package org.peerchallenge.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.catalina.Context;
import org.camunda.bpm.engine.rest.spi.ProcessEngineProvider;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** What requests are spared finds the same. */
class RememberedServicesTest extends EngineTest {

  private static final String PROVIDERS =
      "META-INF/services/" + ProcessEngineProvider.class.getName();

  @Autowired private ServletWebServerApplicationContext application;

  /** The class path, and what it was asked for. */
  private static final class Jars extends ClassLoader {
    private final List<String> asked = new ArrayList<>();

    Jars() {
      super(RememberedServicesTest.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      asked.add(name);
      return super.getResources(name);
    }
  }

  @Test
  void aServiceIsLookedForInTheJarsOnce() throws IOException {
    Jars jars = new Jars();
    try (var loader = new RememberedServices.Loader(jars)) {
      for (int i = 0; i < 3; i++) {
        assertThat(found(loader)).isNotEmpty().isEqualTo(found(getClass().getClassLoader()));
        assertThat(Collections.list(loader.getResources("application.yaml"))).isNotEmpty();
      }
    }
    assertThat(jars.asked).containsOnlyOnce(PROVIDERS).contains("application.yaml");
  }

  @Test
  void requestsFindServicesByIt() {
    TomcatWebServer server = (TomcatWebServer) application.getWebServer();
    Context context = (Context) server.getTomcat().getHost().findChildren()[0];
    assertThat(context.getLoader().getClassLoader()).isInstanceOf(RememberedServices.Loader.class);
  }

  private static List<String> found(ClassLoader loader) {
    return ServiceLoader.load(ProcessEngineProvider.class, loader).stream()
        .map(one -> one.type().getName())
        .toList();
  }
}
