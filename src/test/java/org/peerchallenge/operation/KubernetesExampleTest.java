package org.peerchallenge.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The Kubernetes example: which kinds there are, that they fit one another and the image, and that
 * a mistyped key is found, by the keys that these kinds have. Not against the published schema,
 * which would have to be fetched.
 */
class KubernetesExampleTest {

  private static final Path FILE = Path.of("docker/kubernetes/peer-challenge.yaml");

  /** What the example may say, of {@code io.k8s.api}'s fields of these kinds. */
  private static final Set<String> KEYS =
      Set.of(
          ("apiVersion kind metadata name namespace labels annotations data spec replicas selector"
                  + " matchLabels app strategy type rollingUpdate maxUnavailable maxSurge template"
                  + " automountServiceAccountToken terminationGracePeriodSeconds securityContext"
                  + " runAsNonRoot runAsUser runAsGroup fsGroup seccompProfile"
                  + " topologySpreadConstraints maxSkew topologyKey whenUnsatisfiable"
                  + " labelSelector containers image ports containerPort envFrom configMapRef"
                  + " secretRef allowPrivilegeEscalation readOnlyRootFilesystem capabilities drop"
                  + " resources requests limits cpu memory startupProbe livenessProbe"
                  + " readinessProbe httpGet path port periodSeconds timeoutSeconds"
                  + " failureThreshold volumeMounts mountPath volumes emptyDir sizeLimit targetPort"
                  + " minAvailable podSelector policyTypes ingress egress from to"
                  + " namespaceSelector protocol ingressClassName tls hosts secretName rules host"
                  + " http paths pathType backend service")
              .split(" "));

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
        .extracting(one -> one.get("apiVersion") + " " + one.get("kind"))
        .containsExactlyInAnyOrder(
            "v1 Namespace",
            "v1 ConfigMap",
            "apps/v1 Deployment",
            "v1 Service",
            "policy/v1 PodDisruptionBudget",
            "networking.k8s.io/v1 NetworkPolicy",
            "networking.k8s.io/v1 Ingress");
  }

  @Test
  void noKeyIsMistyped() {
    Set<String> unknown = new TreeSet<>();
    all.forEach(one -> keys(one, unknown));
    unknown.removeAll(KEYS);
    assertThat(unknown).isEmpty();
  }

  private static void keys(Object value, Set<String> found) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inside) -> {
            // Names of settings and labels are anybody's.
            if (!key.toString().matches("[A-Z_]+|.*[./].*")) {
              found.add(key.toString());
            }
            keys(inside, found);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(inside -> keys(inside, found));
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
