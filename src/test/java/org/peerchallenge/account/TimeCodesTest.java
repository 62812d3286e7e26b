package org.peerchallenge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;

class TimeCodesTest {

  private final Region region = mock(Region.class);

  @ParameterizedTest
  @EnumSource(Role.class)
  void aSecondFactorIsAskedOfWhoSeesTheWholeRegionOrChangesIt(Role role) {
    when(region.rolesOf("anna"))
        .thenReturn(Set.of(new RoleHeld(role, role.ofAuthority() ? "846" : null)));
    assertThat(codes(true).isAskedOf("anna"))
        .isEqualTo(Set.of(Role.OFFICE, Role.LEAD, Role.DATA, Role.ANALYST).contains(role));
    assertThat(codes(false).isAskedOf("anna")).isFalse();
  }

  @Test
  void itIsAskedOfTheEmergencyAdministrator() {
    when(region.rolesOf(any())).thenReturn(Set.of());
    assertThat(codes(true).isAskedOf("admin")).isTrue();
    assertThat(codes(false).isAskedOf("admin")).isFalse();
  }

  /** The example of RFC 6238, appendix B, in six digits. */
  @Test
  void codesAreThoseThatAppsMake() {
    String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    assertThat(codes(true).codeAt(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
    assertThat(codes(true).codeAt(secret, Instant.ofEpochSecond(1_111_111_109)))
        .isEqualTo("081804");
  }

  private TimeCodes codes(boolean on) {
    return new TimeCodes(null, region, on);
  }
}
