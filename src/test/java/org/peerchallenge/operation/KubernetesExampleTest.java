package org.peerchallenge.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The Kubernetes example: each of its kinds against the published schema, that they fit one another
 * and the image, and that a mistyped name is found wherever it stands.
 */
class KubernetesExampleTest {

  private static final Path FILE = Path.of("docker/kubernetes/peer-challenge.yaml");

  /** The kinds as Kubernetes publishes them, made into classes. */
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "v1 Namespace", Namespace.class,
          "v1 ConfigMap", ConfigMap.class,
          "apps/v1 Deployment", Deployment.class,
          "v1 Service", Service.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "networking.k8s.io/v1 Ingress", Ingress.class);

  /** Under these anybody chooses the names. */
  private static final Set<String> OWN_NAMES =
      Set.of("data", "labels", "annotations", "matchLabels", "requests", "limits");

  /** By these the kind is known. */
  private static final Set<String> TOP = Set.of("apiVersion", "kind");

  private static List<Map<String, Object>> all;

  @BeforeAll
  static void read() throws IOException {
    all = new ArrayList<>();
    for (Object one : new Yaml().loadAll(Files.readString(FILE))) {
      all.add(map(one));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static Map<String, Object> in(Map<String, Object> from, String... path) {
    Map<String, Object> here = from;
    for (String step : path) {
      here = map(here.get(step));
    }
    return here;
  }

  private static Map<String, Object> kind(String kind) {
    return all.stream().filter(one -> one.get("kind").equals(kind)).findFirst().orElseThrow();
  }

  private static Map<String, Object> pod() {
    return in(kind("Deployment"), "spec", "template", "spec");
  }

  private static Map<String, Object> container() {
    return map(((List<?>) pod().get("containers")).get(0));
  }

  @Test
  void eachKindIsThereInItsVersion() {
    assertThat(all)
        .extracting(KubernetesExampleTest::of)
        .containsExactlyInAnyOrderElementsOf(KINDS.keySet());
  }

  @Test
  void eachIsWhatThePublishedSchemaAllows() {
    all.forEach(one -> assertThat(fault(one)).as(one.toString()).isEmpty());
  }

  /** Every name of the example, one after another, with a letter more. */
  @Test
  void aMistypedNameIsNoticedWhereverItStands() {
    for (Map<String, Object> one : all) {
      List<Map<String, Object>> mistyped = new ArrayList<>();
      mistype(one, one, mistyped);
      assertThat(mistyped).isNotEmpty().allSatisfy(it -> assertThat(fault(it)).isPresent());
    }
  }

  private static String of(Map<String, Object> one) {
    return one.get("apiVersion") + " " + one.get("kind");
  }

  /** What the schema does not allow: a name that it does not know, or a value of another kind. */
  private static Optional<String> fault(Map<String, Object> one) {
    ObjectMapper strict =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(
                new JacksonAnnotationIntrospector() {
                  @Override
                  public Boolean hasAnySetter(Annotated member) {
                    // The classes keep what they do not know; here it is a fault.
                    return false;
                  }
                })
            .build();
    try {
      strict.convertValue(one, KINDS.get(of(one)));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Copies of a whole, each with one name mistyped; names of settings and labels are anybody's. */
  private static void mistype(
      Map<String, Object> whole, Object part, List<Map<String, Object>> mistyped) {
    if (part instanceof Map<?, ?> names) {
      Map<String, Object> here = map(names);
      for (String name : List.copyOf(here.keySet())) {
        boolean labels = name.equals("selector") && whole.get("kind").equals("Service");
        if (!labels && !OWN_NAMES.contains(name)) {
          mistype(whole, here.get(name), mistyped);
        }
        if (!TOP.contains(name)) {
          Object value = here.remove(name);
          here.put(name + "x", value);
          mistyped.add(map(new Yaml().load(new Yaml().dump(whole))));
          here.remove(name + "x");
          here.put(name, value);
        }
      }
    } else if (part instanceof List<?> list) {
      list.forEach(inside -> mistype(whole, inside, mistyped));
    }
  }

  @Test
  void everySelectorFindsThePods() {
    Map<String, Object> labels = in(kind("Deployment"), "spec", "template", "metadata", "labels");
    assertThat(in(kind("Deployment"), "spec", "selector", "matchLabels")).isEqualTo(labels);
    assertThat(in(kind("Service"), "spec", "selector")).isEqualTo(labels);
    assertThat(in(kind("PodDisruptionBudget"), "spec", "selector", "matchLabels"))
        .isEqualTo(labels);
    assertThat(in(kind("NetworkPolicy"), "spec", "podSelector", "matchLabels")).isEqualTo(labels);
    assertThat(all)
        .filteredOn(one -> !one.get("kind").equals("Namespace"))
        .allSatisfy(
            one -> assertThat(in(one, "metadata")).containsEntry("namespace", "peer-challenge"));
  }

  @Test
  void twoNodesRunWithoutAnyRightOverTheMachine() {
    assertThat(in(kind("Deployment"), "spec")).containsEntry("replicas", 2);
    assertThat(in(kind("Deployment"), "spec", "strategy", "rollingUpdate"))
        .containsEntry("maxUnavailable", 0);
    assertThat(pod()).containsEntry("automountServiceAccountToken", false);
    assertThat(in(pod(), "securityContext"))
        .containsEntry("runAsNonRoot", true)
        // As the image's own account.
        .containsEntry("runAsUser", 10001);
    assertThat(in(container(), "securityContext"))
        .containsEntry("readOnlyRootFilesystem", true)
        .containsEntry("allowPrivilegeEscalation", false)
        .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
    assertThat((List<?>) container().get("volumeMounts"))
        .extracting(mount -> map(mount).get("mountPath"))
        .containsExactlyInAnyOrder("/tmp", "/var/lib/peer-challenge");
  }

  @Test
  void theProbesAskWhatTheApplicationAnswersAndDrainingIsLongerThanTheyTake() {
    assertThat(in(container(), "readinessProbe", "httpGet"))
        .containsEntry("path", "/actuator/health/readiness");
    assertThat(in(container(), "livenessProbe", "httpGet"))
        .containsEntry("path", "/actuator/health/liveness");
    Map<String, Object> probe = in(container(), "readinessProbe");
    int seen = (int) probe.get("periodSeconds") * (int) probe.get("failureThreshold");
    int drain =
        Integer.parseInt(
            in(kind("ConfigMap"), "data").get("PEERCHALLENGE_DRAIN").toString().replace("s", ""));
    assertThat(drain).isGreaterThan(seen);
    // Draining, then at most half a minute for what is under way.
    assertThat((int) pod().get("terminationGracePeriodSeconds")).isGreaterThanOrEqualTo(drain + 30);
  }

  @Test
  void everySettingIsOneThatTheReadmeOrSpringKnowsAndNoSecretStandsInTheFile() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(in(kind("ConfigMap"), "data").keySet())
        .allSatisfy(name -> assertThat(readme).contains(name));
    assertThat(all).extracting(one -> one.get("kind")).doesNotContain("Secret");
    assertThat(Files.readString(FILE))
        .doesNotContainPattern(Pattern.compile("(?m)^\\s*[A-Z_]*(PASSWORD|TOKEN):"));
  }
}
