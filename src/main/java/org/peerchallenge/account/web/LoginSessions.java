package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.peerchallenge.account.Accounts;
import org.peerchallenge.account.Accounts.Standing;
import org.peerchallenge.account.Providers;
import org.peerchallenge.account.SignInSettings;
import org.springframework.stereotype.Component;

/**
 * Begins and ends login sessions, and decides at every request whether one may go on: the account
 * must still be open, its way in still be allowed, and neither limit be over.
 */
@Component
class LoginSessions {

  private static final String VISIT = "peerchallenge.visit";
  private static final String ACTIVE = "peerchallenge.active";

  /** The last activity is kept to a twentieth of the limit: each change is a write. */
  private static final int PARTS_OF_IDLE = 20;

  /** Tasklist asks these again every few seconds, whether anybody sits before it or not. */
  private static final Pattern ASKED_BY_ITSELF =
      Pattern.compile("/camunda/api/engine/engine/[^/]+/(filter/.*|.*/count)");

  /** Whose session it is, and how things stand with them. */
  record SignedIn(LoginSession login, Standing standing) {}

  private final Accounts accounts;
  private final Providers providers;
  private final SignInSettings settings;

  LoginSessions(Accounts accounts, Providers providers, SignInSettings settings) {
    this.accounts = accounts;
    this.providers = providers;
    this.settings = settings;
  }

  /** A session of its own, with a new name: what stood in the one before is gone. */
  void begin(HttpServletRequest request, String username, String provider, String idToken) {
    end(request);
    Instant now = Instant.now();
    HttpSession session = request.getSession(true);
    session.setAttribute(VISIT, new LoginSession(username, now, provider, idToken));
    session.setAttribute(ACTIVE, now);
  }

  void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  /** Who is signed in; a session that may not go on is ended. */
  Optional<LoginSession> visit(HttpServletRequest request) {
    return signedIn(request).map(SignedIn::login);
  }

  /** The same with the groups of this moment; nobody where there is no such user any more. */
  Optional<SignedIn> user(HttpServletRequest request) {
    return signedIn(request).filter(one -> one.standing().user());
  }

  private Optional<SignedIn> signedIn(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(VISIT) instanceof LoginSession loginSession)) {
      return Optional.empty();
    }
    Instant now = Instant.now();
    Instant active = (Instant) session.getAttribute(ACTIVE);
    Optional<Standing> standing = standing(loginSession, active, now);
    if (standing.isEmpty()) {
      session.invalidate();
      return Optional.empty();
    }
    if (!ASKED_BY_ITSELF.matcher(request.getRequestURI()).matches()
        && now.isAfter(active.plus(settings.idle().dividedBy(PARTS_OF_IDLE)))) {
      session.setAttribute(ACTIVE, now);
    }
    return standing.map(one -> new SignedIn(loginSession, one));
  }

  /** Empty when the session may not go on. */
  private Optional<Standing> standing(LoginSession loginSession, Instant active, Instant now) {
    if (!isWithin(settings.longest(), loginSession.since(), now)
        || !isWithin(settings.idle(), active, now)) {
      return Optional.empty();
    }
    return Optional.of(accounts.standing(loginSession.username(), loginSession.since()))
        .filter(Standing::mayGoOn)
        .filter(
            one ->
                loginSession.provider() == null
                    || providers.mayVouchFor(loginSession.provider(), loginSession.username()));
  }

  private static boolean isWithin(Duration limit, Instant from, Instant now) {
    return now.isBefore(from.plus(limit));
  }
}
