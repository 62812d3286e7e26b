package org.peerchallenge.attack;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.peerchallenge.access.Extent;
import org.peerchallenge.access.Reader;
import org.peerchallenge.access.Relationship;
import org.peerchallenge.access.RelationshipResolver;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.State;
import org.peerchallenge.challenge.Readers;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.engine.OwnTasks;
import org.peerchallenge.improvement.PlanReaders;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;

/**
 * Takes away one closing measure of the running application at a time, so that a test can see that
 * the attack finds what the measure closes. The application itself has no such switch.
 */
@TestConfiguration(proxyBeanMethods = false)
class Switchboard {

  /** A service's answer that is replaced while its measure is off. */
  private interface Instead {
    Object of(MethodInvocation call) throws Throwable;
  }

  /** What closes something, and where the attack sees that it is open. */
  enum Measure {
    CALL_LIST("/camunda/api/engine/engine/{name}/task/{id}/comment", "TEXT"),
    OWN_TASK("/camunda/api/engine/engine/{name}/task/{id}/form-variables", "shows"),
    PLAIN_SEARCH("/camunda/api/engine/engine/{name}/filter/{id}/list", "processVariables"),
    NEVER("POST /camunda/api/engine/engine/{name}/deployment/create", "was answered"),
    ENGINE_RIGHTS("/camunda/api/engine/engine/{name}/task/{id}", "of others"),
    CANDIDATES_ONLY("/camunda/api/engine/engine/{name}/task/{id}", "of others"),
    SAME_SITE("POST /people/{username}/unlock", "from another site"),
    SIGN_IN(
        "/tasks/cases",
        "without signing in",
        type("org.peerchallenge.account.web.SignedInOnly"),
        "preHandle",
        call -> true),
    NOT_STORED("/assessments/{year}/{numbers}", "may be stored"),
    SELF_ASSESSMENT(
        "/assessments/{year}/{numbers}",
        "TEXT",
        Reading.class,
        "access",
        call -> Reading.Access.OWN),
    DOCUMENT(
        "/assessments/{year}/{numbers}/versions/{number}/{kind}",
        "TEXT",
        Reading.class,
        "access",
        call -> Reading.Access.SHARED),
    EVIDENCE(
        "/assessments/{year}/{numbers}/evidence/{id}",
        "EVIDENCE",
        Reading.class,
        "access",
        call -> Reading.Access.OWN),
    REVIEW("/assessments/{year}/{numbers}", "REVIEW", Reading.class, "mayReadReview", call -> true),
    DRAFTS(
        "/drafts/{taskId}",
        "TEXT",
        type("org.peerchallenge.tasklist.DraftTasks"),
        "readableBy",
        call -> {
          call.getArguments()[0] = "team-846";
          return call.proceed();
        }),
    GROUPS_FOLLOW_ROLES("/drafts/{taskId}", "no-role: "),
    SENT_BY_WHOM("/tasks/{id}/sent", "TEXT", OwnTasks.class, "wasOf", call -> true),
    PACK("/days/{year}/{number}/pack", "TEXT", Readers.class, "mayReadPack", call -> true),
    DAY("/days/{year}/{number}", "DAY", Readers.class, "mayReadDay", call -> true),
    NOTES("/days/{year}/{number}", "NOTES", Readers.class, "mayReadNotes", call -> true),
    LEARNING("/days/{year}/{number}", "LEARNING", Readers.class, "mayReadLearning", call -> true),
    REPORT(
        "/reports/{year}/{entry}",
        "REPORT",
        Readers.class,
        "mayRead",
        call -> call.getMethod().getReturnType() == boolean.class ? call.proceed() : Extent.WHOLE),
    CASE_STUDY(
        "/case-studies/{id}",
        "CASESTUDY",
        Readers.class,
        "mayRead",
        call -> call.getMethod().getReturnType() == boolean.class ? true : call.proceed()),
    REGISTER("/register/{year}", "REGISTER", Readers.class, "takesPart", call -> true),
    FINDINGS("/plan/{year}/findings", "shows", PlanReaders.class, "mayRead.*", call -> true),
    PLAN("/plan/{year}", "PLAN", PlanReaders.class, "mayRead", call -> true),
    ROLE_DATES(
        "/assessments/{year}/{numbers}",
        "TEXT",
        Region.class,
        "rolesOf",
        Switchboard::withEndedRoles),
    NARROWNESS(
        "/assessments/{year}/{numbers}",
        "TEXT",
        Assessments.class,
        "chosenVisibility",
        call -> Visibility.ALL_DCS_AND_LEADERS),
    WITHDRAWN_SHARE(
        "/assessments/{year}/{numbers}",
        "TEXT",
        Assessments.class,
        "state|shared",
        Switchboard::asIfNeverWithdrawn),
    OWN_GROUPS(
        "/reports/{year}/{entry}",
        "REPORT",
        RelationshipResolver.class,
        "of",
        call -> {
          Reader reader = (Reader) call.proceed();
          return reader.with(Relationship.FACILITATOR, reader.username().startsWith("facilitator"));
        }),
    OFFICE_EXPORTS(
        "/exports/{dfeNumber}",
        "TEXT",
        RelationshipResolver.class,
        "of",
        call -> ((Reader) call.proceed()).with(Relationship.OFFICE, true)),
    OFFICE_ARRANGES(
        "/arrangements/{year}",
        "DAY",
        PageGuard.class,
        "(may|readers|writers)(Read|Write|Only)",
        call -> true),
    // Those that write come last: what they change is gone from the cases.
    OWN_DIRECTOR(
        "POST /assessments/{year}/{numbers}/amendment",
        "changed",
        Reading.class,
        "isDirector",
        call -> true),
    OWN_EVIDENCE(
        "POST /assessments/{year}/{numbers}/evidence",
        "changed",
        Reading.class,
        "access",
        call -> Reading.Access.OWN),
    OWN_DRAFT(
        "PUT /drafts/{taskId}",
        "changed",
        type("org.peerchallenge.tasklist.DraftTasks"),
        "isAssigned",
        call -> true),
    OWN_REGISTER(
        "POST /register/{year}/{id}/withdraw",
        "changed",
        Readers.class,
        "isDirector",
        call -> true),
    OFFICE_APPOINTS(
        "POST /people/{username}",
        "changed",
        PageGuard.class,
        "(may|readers|writers)(Read|Write|Only)",
        call -> true),
    DATA_LEAD_IMPORTS(
        "POST /figures/imports",
        "changed",
        PageGuard.class,
        "(may|readers|writers)(Read|Write|Only)",
        call -> true),
    OFFICE_MOVES_THE_DAY(
        "POST /days/{year}/{number}", "changed", Readers.class, "isOffice", call -> true);

    final String endpoint;
    final String shows;
    private final Class<?> service;
    private final String method;
    private final Instead instead;

    Measure(String endpoint, String shows) {
      this(endpoint, shows, null, "", null);
    }

    Measure(String endpoint, String shows, Class<?> service, String method, Instead instead) {
      this.endpoint = endpoint;
      this.shows = shows;
      this.service = service;
      this.method = method;
      this.instead = instead;
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static volatile Optional<Measure> off = Optional.empty();

  static void switchOff(Measure measure) {
    off = Optional.of(measure);
  }

  static void switchAllOn() {
    off = Optional.empty();
  }

  private static boolean isOff(Measure measure) {
    return off.filter(measure::equals).isPresent();
  }

  private static Object asIfNeverWithdrawn(MethodInvocation call) throws Throwable {
    Object answer = call.proceed();
    if (answer instanceof Optional<?> shared && shared.isEmpty()) {
      return ((Assessments) call.getThis()).latestSigned((EntryKey) call.getArguments()[0]);
    }
    return answer == State.UNSHARED ? State.SHARED : answer;
  }

  private static Object withEndedRoles(MethodInvocation call) throws Throwable {
    String user = (String) call.getArguments()[0];
    if (!user.startsWith("former-dcs-")) {
      return call.proceed();
    }
    Set<Object> roles = new LinkedHashSet<>((Set<?>) call.proceed());
    roles.add(new RoleHeld(Role.DCS, user.substring(user.length() - 3)));
    return roles;
  }

  @Bean
  static BeanPostProcessor switches() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        if (name.equals("engineCalls")) {
          return new AroundEngineCalls((Filter) bean);
        }
        boolean switchable =
            Arrays.stream(Measure.values())
                .anyMatch(one -> one.service != null && one.service.isInstance(bean));
        if (!switchable) {
          return bean;
        }
        ProxyFactory proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice((MethodInterceptor) Switchboard::answer);
        return proxy.getProxy(bean.getClass().getClassLoader());
      }
    };
  }

  private static Object answer(MethodInvocation call) throws Throwable {
    Optional<Measure> now = off;
    if (now.isPresent()
        && now.get().service != null
        && now.get().service.isAssignableFrom(call.getMethod().getDeclaringClass())
        && call.getMethod().getName().matches(now.get().method)) {
      return now.get().instead.of(call);
    }
    return call.proceed();
  }

  /** Lets by what the filter would look at, at its own place in the chain. */
  private static final class AroundEngineCalls implements Filter, Ordered {

    private final Filter filter;

    AroundEngineCalls(Filter filter) {
      this.filter = filter;
    }

    @Override
    public int getOrder() {
      return OrderUtils.getOrder(filter.getClass(), Ordered.LOWEST_PRECEDENCE);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      String path = ((HttpServletRequest) request).getRequestURI();
      if (isOff(Measure.CALL_LIST)
          || isOff(Measure.PLAIN_SEARCH) && path.matches(".*/(filter/.*|task)")
          || isOff(Measure.NEVER) && path.endsWith("/deployment/create")
          || isOff(Measure.OWN_TASK) && path.matches(".*/task/[^/]+/form-variables")) {
        chain.doFilter(request, response);
      } else {
        filter.doFilter(request, response, chain);
      }
    }
  }

  /** Stands before everything else. */
  @Bean
  static Filter before() {
    return new Before();
  }

  private static final class Before implements Filter, Ordered {

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      if (isOff(Measure.SIGN_IN)) {
        // A forward goes to the page itself, past every filter.
        HttpServletRequest http = (HttpServletRequest) request;
        String query = http.getQueryString();
        request
            .getRequestDispatcher(http.getRequestURI() + (query == null ? "" : "?" + query))
            .forward(request, response);
      } else if (isOff(Measure.SAME_SITE)) {
        chain.doFilter(new FromHere((HttpServletRequest) request), response);
      } else if (isOff(Measure.NOT_STORED)) {
        chain.doFilter(request, new Storable((HttpServletResponse) response));
      } else {
        chain.doFilter(request, response);
      }
    }
  }

  /** A request that does not say where it comes from. */
  private static final class FromHere extends HttpServletRequestWrapper {

    FromHere(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getHeader(String name) {
      return name.equals("Sec-Fetch-Site") || name.equals("Origin") ? null : super.getHeader(name);
    }
  }

  /** An answer that does not hear that it must not be stored. */
  private static final class Storable extends HttpServletResponseWrapper {

    Storable(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setHeader(String name, String value) {
      if (!name.equalsIgnoreCase("Cache-Control")) {
        super.setHeader(name, value);
      }
    }

    @Override
    public void addHeader(String name, String value) {
      if (!name.equalsIgnoreCase("Cache-Control")) {
        super.addHeader(name, value);
      }
    }
  }
}
