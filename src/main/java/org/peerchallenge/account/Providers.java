package org.peerchallenge.account;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/**
 * The OpenID Connect providers of this installation, and whom each may sign in.
 *
 * <p>Each is looked up when it is first used: one council's provider that does not answer must not
 * keep the other eighteen out, nor the application from starting.
 */
@Component
@EnableConfigurationProperties({OAuth2ClientProperties.class, SignInSettings.class})
public class Providers implements ClientRegistrationRepository {

  /**
   * A provider as people meet it.
   *
   * @param id its name in the settings
   * @param name for people, such as the council's
   */
  public record Provider(String id, String name) {}

  /** Roles that see all authorities: no single council's provider may vouch for them. */
  private static final Set<Role> OF_THE_REGION =
      Set.of(Role.OFFICE, Role.LEAD, Role.DATA, Role.ANALYST, Role.ADMIN);

  private final OAuth2ClientProperties properties;
  private final SignInSettings settings;
  private final Region region;
  private final String baseUrl;
  private final Map<String, ClientRegistration> found = new ConcurrentHashMap<>();

  Providers(
      OAuth2ClientProperties properties,
      SignInSettings settings,
      Region region,
      @Value("${peerchallenge.base-url}") String baseUrl) {
    this.properties = properties;
    this.settings = settings;
    this.region = region;
    this.baseUrl = baseUrl.replaceAll("/+$", "");
    refuseHalfSettings();
  }

  private void refuseHalfSettings() {
    settings
        .providers()
        .keySet()
        .forEach(
            id -> {
              if (!properties.getRegistration().containsKey(id)) {
                throw new IllegalStateException(
                    "peerchallenge.sign-in.providers names “"
                        + id
                        + "”, which has no registration");
              }
            });
    properties
        .getRegistration()
        .forEach(
            (id, registration) -> {
              if (registration.getScope() == null || !registration.getScope().contains("openid")) {
                throw new IllegalStateException(
                    "The sign-in provider “" + id + "” needs the scope openid");
              }
            });
  }

  /** All of them, by name. */
  public List<Provider> all() {
    return properties.getRegistration().entrySet().stream()
        .map(
            entry ->
                new Provider(
                    entry.getKey(),
                    Objects.requireNonNullElse(entry.getValue().getClientName(), entry.getKey())))
        .sorted(java.util.Comparator.comparing(Provider::name))
        .toList();
  }

  public Optional<Provider> find(String id) {
    return all().stream().filter(provider -> provider.id().equals(id)).findFirst();
  }

  /**
   * Whether a provider may sign this person in today. A council's own provider may, when every
   * authority that she has a role for is one of its own, and none of her roles reaches beyond: who
   * runs a provider can sign in as anybody there.
   */
  public boolean mayVouchFor(String provider, String username) {
    if (find(provider).isEmpty()) {
      return false;
    }
    Set<String> authorities = settings.authorities(provider);
    if (authorities.isEmpty()) {
      return true;
    }
    Set<RoleHeld> roles = region.rolesOf(username);
    Set<String> hers =
        roles.stream()
            .map(RoleHeld::dfeNumber)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return !hers.isEmpty()
        && authorities.containsAll(hers)
        && roles.stream().map(RoleHeld::role).noneMatch(OF_THE_REGION::contains);
  }

  /** For Spring: null when there is no such provider. */
  @Override
  public ClientRegistration findByRegistrationId(String id) {
    return properties.getRegistration().containsKey(id)
        ? found.computeIfAbsent(id, this::lookUp)
        : null;
  }

  private ClientRegistration lookUp(String id) {
    OAuth2ClientProperties one = new OAuth2ClientProperties();
    OAuth2ClientProperties.Registration registration = properties.getRegistration().get(id);
    one.getRegistration().put(id, registration);
    one.getProvider().putAll(properties.getProvider());
    // The address that the provider sends people back to is ours, whatever a request claims.
    return ClientRegistration.withClientRegistration(
            new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id))
        .redirectUri(baseUrl + "/login/oauth2/code/" + id)
        .build();
  }
}
