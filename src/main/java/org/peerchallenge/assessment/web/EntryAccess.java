package org.peerchallenge.assessment.web;

import java.security.Principal;
import java.util.Optional;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.stereotype.Component;

/**
 * Access to one entry's pages: reads the entry out of the address and asks the reading rule once a
 * request. What is not there and what is not for this reader look alike.
 */
@Component
class EntryAccess {

  /**
   * A reader of an entry.
   *
   * @param username of whoever asks
   * @param access how much of the entry this person may see today
   */
  record EntryReader(EntryKey entry, String username, Access access) {

    /** Whether it is this person's own authority's. */
    boolean isOwn() {
      return access == Access.OWN;
    }

    boolean readsDrafts() {
      return access.compareTo(Access.OPENED) >= 0;
    }

    boolean readsText() {
      return access.compareTo(Access.SHARED) >= 0;
    }
  }

  private final Reading reading;
  private final Assessments assessments;
  private final Cycles cycles;

  EntryAccess(Reading reading, Assessments assessments, Cycles cycles) {
    this.reading = reading;
    this.assessments = assessments;
    this.cycles = cycles;
  }

  /**
   * Anybody signed in, whatever they may see.
   *
   * @throws NotFound when there is no such entry, or nobody is signed in
   */
  EntryReader anybody(String year, String numbers, Principal who) {
    if (who == null) {
      throw notFound();
    }
    EntryKey entry = entry(year, numbers);
    return new EntryReader(entry, who.getName(), reading.access(who.getName(), entry));
  }

  /**
   * Whoever may see something of the entry, be it only how far it is.
   *
   * @throws NotFound for everybody else
   */
  EntryReader reader(String year, String numbers, Principal who) {
    return atLeast(Access.STATUS, year, numbers, who);
  }

  /**
   * Whoever may see at least this much.
   *
   * @throws NotFound for everybody else
   */
  EntryReader atLeast(Access least, String year, String numbers, Principal who) {
    EntryReader reader = anybody(year, numbers, who);
    if (reader.access().compareTo(least) < 0) {
      throw notFound();
    }
    return reader;
  }

  /**
   * The entry's director, or that one's deputy.
   *
   * @throws NotFound for everybody else
   */
  EntryReader director(String year, String numbers, Principal who) {
    EntryReader reader = reader(year, numbers, who);
    if (!reading.isDirector(reader.username(), reader.entry())) {
      throw notFound();
    }
    return reader;
  }

  /** The newest version that this person may read; empty when there is none. */
  Optional<SignedVersion> newest(EntryReader reader) {
    return reader.readsDrafts()
        ? assessments.latestSigned(reader.entry())
        : reader.readsText() ? assessments.shared(reader.entry()) : Optional.empty();
  }

  private EntryKey entry(String year, String numbers) {
    try {
      return cycles
          .findEntry(EntryKey.of(year + "/" + numbers))
          .orElseThrow(EntryAccess::notFound)
          .key();
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  static NotFound notFound() {
    return new NotFound();
  }
}
