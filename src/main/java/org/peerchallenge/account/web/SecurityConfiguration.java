package org.peerchallenge.account.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.camunda.bpm.engine.ProcessEngine;
import org.peerchallenge.account.Providers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * What stands before every request: who it is, where it comes from, what it may open, and what
 * browsers are told. Who may read what on a page is decided behind it, by the page's own rule.
 */
@Configuration
class SecurityConfiguration {

  /** Our pages load nothing from elsewhere and carry no script or style inside. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private static final String PERMISSIONS_POLICY =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";

  private static final long A_YEAR = 31_536_000;

  @Bean
  SecurityFilterChain everyRequest(
      HttpSecurity http,
      LoginSessions loginSessions,
      ProcessEngine engine,
      Providers providers,
      ProviderSignIn providerSignIn,
      @Value("${peerchallenge.base-url}") URI baseUrl)
      throws Exception {
    http.securityContext(c -> c.securityContextRepository(new NullSecurityContextRepository()))
        .requestCache(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        // Where a request comes from is asked of the browser instead; see SameOrigin.
        .csrf(AbstractHttpConfigurer::disable)
        .addFilterAfter(new SameOrigin(baseUrl), SecurityContextHolderFilter.class)
        .addFilterAfter(new EngineAuthenticationFilter(loginSessions, engine), SameOrigin.class)
        .addFilterAfter(new NoStoreFilter(), EngineAuthenticationFilter.class)
        .authorizeHttpRequests(this::whatMayBeOpened)
        .exceptionHandling(
            c ->
                c.authenticationEntryPoint(SecurityConfiguration::askToSignIn)
                    .accessDeniedHandler(
                        // The engine's applications that are not for them: back to the start.
                        (request, response, e) -> response.sendRedirect("/")))
        .headers(this::whatBrowsersAreTold);
    if (!providers.all().isEmpty()) {
      var requests =
          new DefaultOAuth2AuthorizationRequestResolver(providers, "/oauth2/authorization");
      requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
      http.oauth2Login(
          c ->
              c.loginPage("/sign-in")
                  .clientRegistrationRepository(providers)
                  .authorizedClientRepository(new KeepNoTokens())
                  .authorizationEndpoint(e -> e.authorizationRequestResolver(requests))
                  .successHandler(providerSignIn)
                  .failureHandler(providerSignIn));
    }
    return http.build();
  }

  /**
   * Requests are timed as a whole; a figure for each filter of each of them is read by nobody, and
   * costs all of them.
   */
  @Bean
  static SecurityObservationSettings noFigureForEachFilter() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * Spring Security would look for each request's page before Spring does, for rules that name a
   * path in words. Ours are patterns and ask for no page.
   */
  @Bean
  static PagesAreLookedForOnce pagesAreLookedForOnce() {
    return new PagesAreLookedForOnce();
  }

  /** Spring puts it before the controllers of every mapping, the actuator's too. */
  @Bean
  static MappedInterceptor signedInFirst(SignedInOnly signedInOnly) {
    return new MappedInterceptor((String[]) null, signedInOnly);
  }

  private void whatMayBeOpened(
      org.springframework.security.config.annotation.web.configurers
                      .AuthorizeHttpRequestsConfigurer<
                  HttpSecurity>
              .AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
        .permitAll()
        .requestMatchers(
            OpenPaths.PAGES.stream()
                .map(SecurityConfiguration::path)
                .toArray(RequestMatcher[]::new))
        .permitAll()
        // Nobody has business in the first; the engine's own administration is its administrator's.
        .requestMatchers(path("/camunda/app/welcome/**"))
        .denyAll()
        .requestMatchers(path("/camunda/app/admin/**"))
        .hasAuthority("camunda-admin")
        .requestMatchers(path("/camunda/app/cockpit/default/**"))
        .hasAnyAuthority("office", "lead", "analyst", "camunda-admin")
        .requestMatchers(OpenPaths::isFile)
        .permitAll()
        .anyRequest()
        .authenticated();
  }

  private void whatBrowsersAreTold(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        .httpStrictTransportSecurity(hsts -> hsts.maxAgeInSeconds(A_YEAR).includeSubDomains(false))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS_POLICY))
        .crossOriginOpenerPolicy(
            opener ->
                opener.policy(
                    org.springframework.security.web.header.writers
                        .CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy.SAME_ORIGIN))
        // Camunda's web applications bring their own, with a nonce a page; two would add up.
        .addHeaderWriter(
            new DelegatingRequestMatcherHeaderWriter(
                new NegatedRequestMatcher(path("/camunda/**")),
                new ContentSecurityPolicyHeaderWriter(CONTENT_SECURITY_POLICY)));
  }

  private static RequestMatcher path(String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(pattern);
  }

  /** A person is led to the sign-in page and on to what she asked for; a script is told plainly. */
  private static void askToSignIn(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    String mode = request.getHeader("Sec-Fetch-Mode");
    if (!request.getMethod().equals("GET") || mode != null && !mode.equals("navigate")) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "Sign in first.");
      return;
    }
    String query = request.getQueryString();
    String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
    response.sendRedirect(
        request.getContextPath()
            + "/sign-in?next="
            + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
  }

  /** Ordered: before the one by which Spring Security adds its filter, if that bean is there. */
  static final class PagesAreLookedForOnce implements BeanDefinitionRegistryPostProcessor, Ordered {

    private static final String ASKED_BY_THE_FILTER = "mvcHandlerMappingIntrospector";

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
      if (registry.containsBeanDefinition(ASKED_BY_THE_FILTER)) {
        registry.removeBeanDefinition(ASKED_BY_THE_FILTER);
      }
    }

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }
  }

  /** We ask a provider who somebody is and nothing else, so its tokens are thrown away. */
  private static final class KeepNoTokens implements OAuth2AuthorizedClientRepository {

    @Override
    public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
        String provider,
        org.springframework.security.core.Authentication who,
        HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        org.springframework.security.core.Authentication who,
        HttpServletRequest request,
        HttpServletResponse response) {
      // Not kept.
    }

    @Override
    public void removeAuthorizedClient(
        String provider,
        org.springframework.security.core.Authentication who,
        HttpServletRequest request,
        HttpServletResponse response) {
      // There is none.
    }
  }
}
