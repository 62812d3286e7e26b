package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/** The starter has settings of its own for some of the engine's, and lets them win. */
class EngineSettingsTest extends EngineTest {

  private static final String GENERIC = "camunda.bpm.generic-properties.properties";

  @Autowired private ProcessEngineConfigurationImpl configuration;
  @Autowired private Environment environment;

  @Test
  void everySettingOfTheEngineIsWhatApplicationYamlSays() {
    Map<String, String> settings =
        Binder.get(environment)
            .bind(GENERIC, Bindable.mapOf(String.class, String.class))
            .orElseThrow(AssertionError::new);
    BeanWrapper engine = PropertyAccessorFactory.forBeanPropertyAccess(configuration);
    assertThat(settings).isNotEmpty();
    settings.forEach(
        (name, value) ->
            assertThat(engine.getPropertyValue(property(name))).as(name).hasToString(value));
  }

  @Test
  void noQueryAsksWhetherARightWasRevoked() {
    assertThat(configuration.getAuthorizationCheckRevokes()).isEqualTo("never");
  }

  private static String property(String name) {
    String[] words = ConfigurationPropertyName.adapt(name, '.').toString().split("-");
    StringBuilder property = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      property.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return property.toString();
  }
}
