package org.peerchallenge.account;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Invitations to sign in: the office says that somebody may, and by which way; nobody comes in
 * without. The link in the mail works once, for some days; a new invitation replaces the one
 * before.
 */
@Service
public class SignInInvitations {

  /**
   * An invitation that is open.
   *
   * @param provider the provider to sign in with; empty when by a password
   */
  public record Invitation(
      long id, String username, Optional<String> provider, Instant invitedAt, Instant expiresAt) {}

  private static final String OPEN =
      """
      select id, username, provider, invited_at, expires_at from sign_in_invitation
      where closed_at is null and expires_at > :now and\s\
      """;

  private final JdbcClient jdbc;
  private final Region region;
  private final Notices notices;
  private final Providers providers;
  private final Accounts accounts;
  private final Passwords passwords;
  private final SignInSettings settings;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SignInInvitations(
      JdbcClient jdbc,
      Region region,
      Notices notices,
      Providers providers,
      Accounts accounts,
      Passwords passwords,
      SignInSettings settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.region = region;
    this.notices = notices;
    this.providers = providers;
    this.accounts = accounts;
    this.passwords = passwords;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Invites somebody and sends the link.
   *
   * @param provider the provider to sign in with; empty for a password
   * @throws IllegalArgumentException when that provider may not sign this person in, in words
   */
  @Transactional
  public void invite(String username, Optional<String> provider, String invitedBy) {
    Person person = region.person(username);
    provider.ifPresent(id -> refuseStranger(id, person));
    String token = Secrets.make(random);
    Instant now = clock.instant();
    close(username);
    long id =
        jdbc.sql(
                """
                insert into sign_in_invitation
                  (username, provider, token_hash, invited_by, invited_at, expires_at)
                values (:username, :provider, :hash, :by, :now, :until) returning id
                """)
            .param("username", username)
            .param("provider", provider.orElse(null), java.sql.Types.VARCHAR)
            .param("hash", Secrets.hash(token))
            .param("by", invitedBy)
            .param("now", Timestamp.from(now))
            .param("until", Timestamp.from(now.plus(settings.invitation())))
            .query(Long.class)
            .single();
    notices.post(
        new Notice(
            new NoticeKey("account", "invitation", Long.toString(id)),
            new Recipient(person.name(), person.email()),
            "invitation-to-sign-in",
            Map.of(
                "username",
                username,
                "way",
                provider
                    .flatMap(providers::find)
                    .map(found -> "with your account at " + found.name())
                    .orElse("with a password that you choose"),
                "until",
                EnglishText.weekday(EnglandTime.day(now.plus(settings.invitation())))),
            "/invitation/" + token));
  }

  private void refuseStranger(String provider, Person person) {
    if (!providers.mayVouchFor(provider, person.username())) {
      throw new Refused(
          "That provider signs in people of its own authorities alone, and "
              + person.name()
              + " has no role there or one beyond it. Appoint first, or choose another way.");
    }
  }

  /** The open invitation that the link of a mail stands for. */
  public Optional<Invitation> ofToken(String token) {
    return jdbc.sql(OPEN + "token_hash = :hash")
        .param("now", Timestamp.from(clock.instant()))
        .param("hash", Secrets.hash(token))
        .query(SignInInvitations::invitation)
        .optional()
        .filter(invitation -> !accounts.isLocked(invitation.username()));
  }

  /** The open invitation of a person. */
  public Optional<Invitation> of(String username) {
    return jdbc.sql(OPEN + "username = :username")
        .param("now", Timestamp.from(clock.instant()))
        .param("username", username)
        .query(SignInInvitations::invitation)
        .optional();
  }

  /** The provider that a person signs in with, once she did. */
  public Optional<String> linkedProvider(String username) {
    return jdbc.sql("select provider from linked_identity where username = :username")
        .param("username", username)
        .query(String.class)
        .optional();
  }

  /**
   * Uses an invitation up: the way in that it names is now the only one, and sessions begun by the
   * way before are over.
   *
   * @return false when somebody was faster, or it ran out
   */
  @Transactional
  public boolean use(Invitation invitation) {
    int used =
        jdbc.sql(
                """
                update sign_in_invitation set closed_at = :now
                where id = :id and closed_at is null and expires_at > :now
                """)
            .param("id", invitation.id())
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (used == 1) {
      jdbc.sql("delete from linked_identity where username = :username")
          .param("username", invitation.username())
          .update();
      jdbc.sql("delete from user_entities where name = :username")
          .param("username", invitation.username())
          .update();
      accounts.endSessions(invitation.username());
    }
    return used == 1;
  }

  /**
   * Whose sign-in it is that a provider reports: somebody's who is linked to it, or at the first
   * time of whom the office invited to this very provider, shown by the link of the mail or by a
   * verified address. Anybody else stays outside, and nothing is kept of them.
   *
   * @param token the link that was opened before, if one was
   */
  @Transactional
  public Optional<String> signInOf(ProvidedIdentity identity, Optional<String> token) {
    Optional<String> linked =
        jdbc.sql(
                """
                select username from linked_identity
                where issuer = :issuer and subject = :subject and provider = :provider
                """)
            .param("issuer", identity.issuer())
            .param("subject", identity.subject())
            .param("provider", identity.provider())
            .query(String.class)
            .optional();
    return linked
        .or(() -> firstTime(identity, token))
        .filter(username -> providers.mayVouchFor(identity.provider(), username))
        .filter(username -> !accounts.isLocked(username));
  }

  private Optional<String> firstTime(ProvidedIdentity identity, Optional<String> token) {
    return token
        .flatMap(this::ofToken)
        .or(() -> identity.verifiedEmail().flatMap(email -> ofEmail(email, identity.provider())))
        .filter(invitation -> invitation.provider().filter(identity.provider()::equals).isPresent())
        .filter(invitation -> providers.mayVouchFor(identity.provider(), invitation.username()))
        .filter(this::use)
        .map(
            invitation -> {
              link(identity, invitation.username());
              return invitation.username();
            });
  }

  private Optional<Invitation> ofEmail(String email, String provider) {
    // Two people of one address: the mail's link tells them apart, an address cannot.
    return jdbc
        .sql(
            OPEN
                + "provider = :provider and username in"
                + " (select username from person where lower(email) = lower(:email))")
        .param("now", Timestamp.from(clock.instant()))
        .param("provider", provider)
        .param("email", email)
        .query(SignInInvitations::invitation)
        .list()
        .stream()
        .collect(
            java.util.stream.Collectors.collectingAndThen(
                java.util.stream.Collectors.toList(),
                all -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty()));
  }

  private void link(ProvidedIdentity identity, String username) {
    jdbc.sql(
            """
            insert into linked_identity (issuer, subject, provider, username, linked_at)
            values (:issuer, :subject, :provider, :username, :now)
            """)
        .param("issuer", identity.issuer())
        .param("subject", identity.subject())
        .param("provider", identity.provider())
        .param("username", username)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    passwords.forget(username);
  }

  /** Takes an open invitation back. */
  @Transactional
  public void close(String username) {
    jdbc.sql(
            "update sign_in_invitation set closed_at = :now where username = :username and"
                + " closed_at is null")
        .param("username", username)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private static Invitation invitation(java.sql.ResultSet row, int n) throws java.sql.SQLException {
    return new Invitation(
        row.getLong("id"),
        row.getString("username"),
        Optional.ofNullable(row.getString("provider")),
        row.getTimestamp("invited_at").toInstant(),
        row.getTimestamp("expires_at").toInstant());
  }
}
