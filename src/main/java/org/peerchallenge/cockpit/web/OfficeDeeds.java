package org.peerchallenge.cockpit.web;

import static java.util.Map.entry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.web.Refusals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Audit of deeds that change no case, so that the change log has no word of them: written when the
 * page has answered that it is done.
 */
@Component
class OfficeDeeds implements HandlerInterceptor, WebMvcConfigurer {

  /** What a form of a page does, in words; {@code HistoryTest} holds that none is forgotten. */
  static final Map<String, String> WORDS =
      Map.ofEntries(
          entry("/arrangements/{year}/check", "Had the arrangements checked again"),
          entry("/changes/{id}/confirm", "Confirmed a change"),
          entry("/changes/{id}/drop", "Dropped a change that was looked at"),
          entry("/changes/{id}/undo", "Looked at taking a change back"),
          entry("/days/{year}/{number}/attendees", "Put somebody on a team for the day"),
          entry("/days/{year}/{number}/attendees/{id}/remove", "Took somebody off a team"),
          entry("/meetings/{year}/{kind}", "Set when and where a briefing or summit is"),
          entry("/meetings/{year}/{kind}/call-off", "Called a briefing or summit off"),
          entry("/notices/{id}/send-again", "Sent a mail again"),
          entry("/notices/send-all-again", "Sent all undelivered mails again"),
          entry("/notices/{id}/set-aside", "Set a mail aside"),
          entry("/office/notices/hold", "Stopped the sending of mails"),
          entry("/office/notices/release", "Let mails be sent again"),
          entry("/office/packs/{year}", "Had all reading packs made current"),
          entry("/office/packs/{year}/stop", "Stopped the making of reading packs"),
          entry("/office/steps/{job}/try-again", "Let a failed step run again"),
          entry("/people", "Added a person"),
          entry("/people/authorities", "Added an authority"),
          entry("/people/{username}", "Changed a person’s name or address"),
          entry("/people/{username}/invitation", "Invited a person to sign in"),
          entry("/people/{username}/invitation/take-back", "Took an invitation back"),
          entry("/people/{username}/lock", "Locked an account"),
          entry("/people/{username}/unlock", "Unlocked an account"),
          entry("/people/{username}/second-factor/remove", "Removed a second factor"),
          entry("/people/{username}/delegations/{id}/end", "Ended a delegation"),
          entry("/plan/{year}/matches", "Had asks and offers compared"),
          entry("/process-change/{id}/approve", "Approved changed process files"),
          entry("/process-change/{id}/refuse", "Refused changed process files"),
          entry("/process-change/{id}/deploy", "Put changed process files into use"),
          entry("/process-change/cases", "Moved cases to changed process files"),
          entry("/reports/{year}/{entry}/correction", "Asked for a report to be corrected"));

  private static final int LONGEST = 100;

  private static final String REFUSED = OfficeDeeds.class.getName() + ".refused";

  private final PageGuard guard;
  private final JdbcClient jdbc;
  private final Clock clock;

  OfficeDeeds(PageGuard guard, JdbcClient jdbc, Clock clock) {
    this.guard = guard;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void postHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView view) {
    if (view != null && Refusals.areIn(view.getModel())) {
      request.setAttribute(REFUSED, true);
    }
  }

  /** A page that says what was not done may answer with itself, or lead back to where it began. */
  private static boolean refused(HttpServletRequest request) {
    return request.getAttribute(REFUSED) != null
        || Refusals.areIn(RequestContextUtils.getOutputFlashMap(request));
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
    String words = WORDS.get(plain(pattern(request)));
    if (words == null
        || !request.getMethod().equals("POST")
        || failure != null
        || response.getStatus() >= 400
        || refused(request)
        || !guard.mayWrite(request.getUserPrincipal(), ReadingPolicy::people)) {
      return;
    }
    jdbc.sql(
            """
            insert into office_deed (at, username, what, about)
            values (:now, :who, :what, :about)
            """)
        .param("now", EnglandTime.now(clock))
        .param("who", request.getUserPrincipal().getName())
        .param("what", words)
        .param("about", about(request))
        .update();
  }

  private static String pattern(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
  }

  /** A path without the expressions that say what a variable may look like. */
  static String plain(String pattern) {
    return pattern.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*})*}", "{$1}");
  }

  /** The first variable of the address: a person, a year, the number of a mail. */
  private static String about(HttpServletRequest request) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    String about =
        variables instanceof Map<?, ?> values && !values.isEmpty()
            ? String.valueOf(values.values().iterator().next())
            : request.getParameter("username") == null ? "" : request.getParameter("username");
    return about.length() <= LONGEST ? about : about.substring(0, LONGEST);
  }
}
