package org.peerchallenge.challenge;

import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Service;

/** Alert to the office: reading packs of a run that could not be made. */
@Service
class PacksNotMade {

  private final Region region;
  private final Notices notices;

  PacksNotMade(Region region, Notices notices) {
    this.region = region;
    this.notices = notices;
  }

  /** One mail for all packs of a run, in the caller's transaction; told twice it is sent once. */
  void post(long run, CycleKey year, List<String> groups) {
    for (Person person : region.holders(Role.OFFICE)) {
      notices.post(
          new Notice(
              new NoticeKey("pack-run", String.valueOf(run), ""),
              new Recipient(person.name(), person.email()),
              "packs-not-made",
              Map.of("what", String.join("; ", groups)),
              "/office/packs/" + year));
    }
  }
}
