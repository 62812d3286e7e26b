package org.peerchallenge.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peerchallenge.account.Throttle.Place;

class ThrottleTest {

  private Instant now = Instant.parse("2018-11-30T09:00:00Z");
  private final Throttle throttle = new Throttle(() -> now);

  @Test
  void aThousandWrongTriesFromManyAddressesKeepHerOutNotOnce() {
    long refused =
        IntStream.range(0, 1000)
            .filter(
                n -> {
                  guess(from("203.0.113." + n % 250), "anna");
                  return !comes(from("198.51.100.7"), "anna");
                })
            .count();
    assertThat(refused).isZero();
  }

  @Test
  void strangersAtHerOwnAddressDoNotKeepOutADeviceThatIsKnown() {
    IntStream.range(0, 1000).forEach(n -> guess(from("198.51.100.7"), "anna"));
    assertThat(comes(from("198.51.100.7"), "anna")).isFalse();
    assertThat(comes(new Place("198.51.100.7", Optional.of("hers")), "anna")).isTrue();
  }

  @Test
  void someMistypingsCostNothingAndThenEachWaitIsTwiceTheOneBeforeUpToAMinute() {
    Place here = from("198.51.100.7");
    IntStream.range(0, 5).forEach(n -> guess(here, "anna"));
    assertThat(comes(here, "anna")).isTrue();
    IntStream.range(0, 6).forEach(n -> guess(here, "anna"));
    assertThat(comes(here, "anna")).isFalse();
    now = now.plusSeconds(1);
    guess(here, "anna");
    now = now.plusSeconds(1);
    assertThat(comes(here, "anna")).isFalse();
    now = now.plusSeconds(1);
    assertThat(comes(here, "anna")).isTrue();
    IntStream.range(0, 20)
        .forEach(
            n -> {
              guess(here, "anna");
              now = now.plus(Duration.ofMinutes(1));
            });
    assertThat(comes(here, "anna")).isTrue();
  }

  @Test
  void oneAddressThatTriesManyNamesIsSlowedToo() {
    IntStream.range(0, 101).forEach(n -> guess(from("198.51.100.7"), "name-" + n));
    assertThat(comes(from("198.51.100.7"), "anna")).isFalse();
    assertThat(comes(from("198.51.100.8"), "anna")).isTrue();
    now = now.plusSeconds(1);
    assertThat(comes(from("198.51.100.7"), "anna")).isTrue();
  }

  @Test
  void aWholeNetworkOfIpv6IsOneAddress() {
    IntStream.range(0, 6).forEach(n -> guess(from("2001:db8:1:2:0:0:0:" + n), "anna"));
    assertThat(comes(from("2001:db8:1:2:a:b:c:d"), "anna")).isFalse();
    assertThat(comes(from("2001:db8:1:3:a:b:c:d"), "anna")).isTrue();
  }

  private void guess(Place place, String name) {
    assertThat(throttle.attempt(place, name, () -> false)).isFalse();
  }

  private boolean comes(Place place, String name) {
    return throttle.attempt(place, name, () -> true);
  }

  private static Place from(String address) {
    return new Place(address, Optional.empty());
  }
}
