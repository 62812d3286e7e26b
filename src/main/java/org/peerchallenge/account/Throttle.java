package org.peerchallenge.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Throttles the guessing of passwords: by name and address together, and by address. Wrong tries
 * from elsewhere never count against somebody, nor do those of strangers against a device from
 * which she signed in before, whatever address they share.
 */
@Component
public class Throttle {

  /**
   * Where a try comes from.
   *
   * @param address the network address
   * @param device the known device from which this person signed in before; empty for any other
   */
  public record Place(String address, Optional<String> device) {}

  /** Wrong tries that cost no wait: people mistype. */
  private static final int FREE = 5;

  /** The same for all names from one address: many people of a council share one. */
  private static final int FREE_OF_ADDRESS = 100;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN = Duration.ofMinutes(15);
  private static final int MOST_KEPT = 50_000;

  /** Wrong tries in a row, and until when the next does not count. */
  private record Wrong(int tries, Instant last, Instant waitUntil) {}

  private final InstantSource clock;
  private final Map<String, Wrong> wrong = new LinkedHashMap<>();

  @Autowired
  Throttle() {
    this(InstantSource.system());
  }

  Throttle(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Tries, unless this name has to wait here.
   *
   * @return false when it was wrong, or has to wait
   */
  public boolean attempt(Place place, String name, BooleanSupplier check) {
    String both = key(place, name);
    Optional<String> alone = place.device().isPresent() ? Optional.empty() : address(place);
    if (waits(both) || alone.filter(this::waits).isPresent()) {
      return false;
    }
    boolean right = check.getAsBoolean();
    if (right) {
      forget(both);
    } else {
      count(both, FREE);
      alone.ifPresent(one -> count(one, FREE_OF_ADDRESS));
    }
    return right;
  }

  private static String key(Place place, String name) {
    return place.device().map("device "::concat).orElseGet(() -> "from " + network(place))
        + " as "
        + name.toLowerCase(Locale.ROOT);
  }

  private static Optional<String> address(Place place) {
    return Optional.of("from " + network(place));
  }

  /** Who has one address of IPv6 has all of its /64. */
  private static String network(Place place) {
    String[] parts = place.address().split(":");
    return parts.length < 5
        ? place.address()
        : String.join(":", java.util.List.of(parts).subList(0, 4));
  }

  private synchronized boolean waits(String key) {
    Wrong so = wrong.get(key);
    return so != null && clock.instant().isBefore(so.waitUntil());
  }

  private synchronized void forget(String key) {
    wrong.remove(key);
  }

  /** After the free ones each wait is twice the one before. */
  private synchronized void count(String key, int free) {
    Instant now = clock.instant();
    Wrong before = wrong.remove(key);
    int tries =
        before == null || before.last().plus(FORGOTTEN).isBefore(now) ? 1 : before.tries() + 1;
    Duration wait =
        tries <= free
            ? Duration.ZERO
            : tries - free > 6 ? LONGEST_WAIT : Duration.ofSeconds(1L << (tries - free - 1));
    wrong.put(key, new Wrong(tries, now, now.plus(wait)));
    var oldest = wrong.entrySet().iterator();
    while (oldest.hasNext()) {
      boolean over = oldest.next().getValue().last().plus(FORGOTTEN).isBefore(now);
      if (!over && wrong.size() <= MOST_KEPT) {
        break;
      }
      oldest.remove();
    }
  }
}
