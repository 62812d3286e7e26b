package org.peerchallenge.account;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passkeys (WebAuthn), by Spring Security's operations: a key on somebody's own device, opened by
 * their finger, face or code, so that it is two factors at once. It answers at our address alone.
 */
@Service
public class Passkeys {

  /**
   * One of somebody's passkeys.
   *
   * @param id in Base64 for addresses
   * @param lastUsed real time
   */
  public record Passkey(String id, String label, Instant created, Instant lastUsed) {}

  private final Webauthn4JRelyingPartyOperations operations;
  private final JdbcClient jdbc;
  private final Accounts accounts;

  Passkeys(
      JdbcOperations rows,
      JdbcClient jdbc,
      Accounts accounts,
      @Value("${peerchallenge.base-url}") URI own) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.operations =
        new Webauthn4JRelyingPartyOperations(
            new JdbcPublicKeyCredentialUserEntityRepository(rows),
            new JdbcUserCredentialRepository(rows),
            PublicKeyCredentialRpEntity.builder().id(own.getHost()).name("Peer challenge").build(),
            Set.of(own.getScheme() + "://" + own.getRawAuthority()));
    operations.setCustomizeCreationOptions(
        options ->
            options.authenticatorSelection(
                AuthenticatorSelectionCriteria.builder()
                    .residentKey(ResidentKeyRequirement.REQUIRED)
                    .userVerification(UserVerificationRequirement.REQUIRED)
                    .build()));
    operations.setCustomizeRequestOptions(
        options -> options.userVerification(UserVerificationRequirement.REQUIRED));
  }

  /** What a browser needs to make one. */
  @Transactional
  public PublicKeyCredentialCreationOptions toMake(String username) {
    return operations.createPublicKeyCredentialCreationOptions(
        new ImmutablePublicKeyCredentialCreationOptionsRequest(
            UsernamePasswordAuthenticationToken.authenticated(username, null, List.of())));
  }

  /**
   * Keeps a new one.
   *
   * @param challenge what {@link #toMake} asked to be signed
   * @throws RuntimeException of the library, when it does not answer that
   */
  @Transactional
  public void keep(
      String username,
      Bytes challenge,
      PublicKeyCredential<AuthenticatorAttestationResponse> made,
      String label) {
    PublicKeyCredentialCreationOptions now = toMake(username);
    PublicKeyCredentialCreationOptions asked =
        PublicKeyCredentialCreationOptions.builder()
            .rp(now.getRp())
            .user(now.getUser())
            .challenge(challenge)
            .pubKeyCredParams(now.getPubKeyCredParams())
            .timeout(now.getTimeout())
            .excludeCredentials(now.getExcludeCredentials())
            .authenticatorSelection(now.getAuthenticatorSelection())
            .attestation(now.getAttestation())
            .extensions(now.getExtensions())
            .build();
    operations.registerCredential(
        new ImmutableRelyingPartyRegistrationRequest(
            asked, new RelyingPartyPublicKey(made, label)));
  }

  /** What a browser needs to sign in by one; it names nobody. */
  public PublicKeyCredentialRequestOptions toSignIn() {
    return operations.createCredentialRequestOptions(
        new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
  }

  /**
   * Whose passkey answered; empty when the account is locked.
   *
   * <p>What was asked for is built anew, and only its challenge is what a session kept: the library
   * compares whether a person must show themselves by identity, which no session's copy has
   * (CVE-2026-47841).
   *
   * @param challenge what {@link #toSignIn} asked to be signed
   * @throws RuntimeException of the library, when the answer is not right
   */
  @Transactional
  public Optional<String> signedBy(
      Bytes challenge, PublicKeyCredential<AuthenticatorAssertionResponse> answer) {
    PublicKeyCredentialRequestOptions now = toSignIn();
    PublicKeyCredentialRequestOptions asked =
        PublicKeyCredentialRequestOptions.builder()
            .challenge(challenge)
            .rpId(now.getRpId())
            .timeout(now.getTimeout())
            .allowCredentials(now.getAllowCredentials())
            .userVerification(now.getUserVerification())
            .extensions(now.getExtensions())
            .build();
    String username =
        operations.authenticate(new RelyingPartyAuthenticationRequest(asked, answer)).getName();
    return Optional.of(username).filter(name -> !accounts.isLocked(name));
  }

  public List<Passkey> of(String username) {
    return jdbc.sql(
            """
            select c.credential_id, c.label, c.created, c.last_used from user_credentials c
            join user_entities u on u.id = c.user_entity_user_id
            where u.name = :username order by c.created
            """)
        .param("username", username)
        .query(
            (row, n) ->
                new Passkey(
                    row.getString("credential_id"),
                    row.getString("label"),
                    instant(row.getTimestamp("created")),
                    instant(row.getTimestamp("last_used"))))
        .list();
  }

  private static Instant instant(Timestamp at) {
    return at == null ? Instant.EPOCH : at.toInstant();
  }

  /** Forgets one of this person's, or does nothing when it is not theirs. */
  @Transactional
  public void remove(String username, String id) {
    jdbc.sql(
            """
            delete from user_credentials where credential_id = :id and user_entity_user_id =
              (select id from user_entities where name = :username)
            """)
        .param("id", id)
        .param("username", username)
        .update();
  }
}
