package org.peerchallenge.account;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation decides about signing in.
 *
 * @param longest after this time everybody signs in again: an open Tasklist asks for news all day
 *     and would never end
 * @param idle after this time without anything done
 * @param invitation how long the link of an invitation works
 * @param providers what is said of each provider beside its registration with Spring
 */
@ConfigurationProperties("peerchallenge.sign-in")
public record SignInSettings(
    @DefaultValue("12h") Duration longest,
    @DefaultValue("1h") Duration idle,
    @DefaultValue("7d") Duration invitation,
    @DefaultValue Map<String, OfProvider> providers) {

  /**
   * What is said of one provider.
   *
   * @param authorities the DfE numbers of the authorities whose people it may sign in; none for the
   *     region's own, which may sign in anybody who was invited to it
   */
  public record OfProvider(@DefaultValue Set<String> authorities) {}

  Set<String> authorities(String provider) {
    OfProvider said = providers.get(provider);
    return said == null ? Set.of() : said.authorities();
  }
}
