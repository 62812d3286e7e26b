package org.peerchallenge.notice;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerchallenge.notice.Invitation.Method;

/** What somebody's calendar holds, as another library than ours reads the invitations. */
class CalendarLifeTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private final CalendarPart writer =
      new CalendarPart(Clock.fixed(Instant.parse("2019-01-07T09:00:00Z"), ZoneOffset.UTC));

  /** A calendar program by RFC 5546: a higher sequence replaces, a cancellation removes. */
  private final Map<String, VEvent> calendar = new LinkedHashMap<>();

  @Test
  void inviteMoveMoveWithdrawInviteAgainAndCancelLeaveTheRightCalendar() {
    receive(0, "2019-02-06T09:30", Method.REQUEST);
    assertThat(starts()).containsExactly("2019-02-06T09:30:00Z");
    receive(1, "2019-02-13T10:00", Method.REQUEST);
    receive(2, "2019-02-20T09:30", Method.REQUEST);
    assertThat(starts()).containsExactly("2019-02-20T09:30:00Z");
    // A mail that was late on its way takes nothing back.
    receive(1, "2019-02-13T10:00", Method.REQUEST);
    assertThat(starts()).containsExactly("2019-02-20T09:30:00Z");
    receive(3, "2019-02-20T09:30", Method.CANCEL);
    assertThat(starts()).isEmpty();
    receive(4, "2019-02-27T09:30", Method.REQUEST);
    assertThat(starts()).containsExactly("2019-02-27T09:30:00Z");
    receive(5, "2019-02-27T09:30", Method.CANCEL);
    assertThat(starts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2019-03-30T09:30, 2019-03-30T09:30:00Z",
    "2019-03-31T09:30, 2019-03-31T08:30:00Z",
    "2019-10-26T09:30, 2019-10-26T08:30:00Z",
    "2019-10-27T09:30, 2019-10-27T09:30:00Z",
    "2019-10-27T00:30, 2019-10-26T23:30:00Z",
    "2019-07-01T09:30, 2019-07-01T08:30:00Z"
  })
  void aDayHasTheRightHourOnBothSidesOfAChangeOfTheClocks(String local, String instant) {
    receive(0, local, Method.REQUEST);
    assertThat(starts()).containsExactly(instant);
  }

  @Test
  void theOtherLibraryReadsAllThatAPersonNeeds() {
    receive(0, "2019-02-06T09:30", Method.REQUEST);
    VEvent event = calendar.values().iterator().next();
    assertThat(event.getSummary().getValue()).isEqualTo("Challenge day of Group 1; Hove, Ärger");
    assertThat(event.getLocation().getValue()).isEqualTo("Hall 2,\nHigh Street");
    assertThat(event.getDescription().getValue()).contains("https://peer.example/days/2019/1");
    assertThat(event.getOrganizer().getEmail()).isEqualTo("office@peer.example");
    assertThat(event.getOrganizer().getCommonName()).isNotBlank();
    assertThat(event.getAttendees())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.getEmail()).isEqualTo("ada@example.org");
              assertThat(one.getRsvp()).isTrue();
            });
    assertThat(event.getAlarms()).hasSize(1);
  }

  private void receive(int sequence, String start, Method method) {
    ZonedDateTime begin = LocalDateTime.parse(start).atZone(LONDON);
    String text =
        writer.write(
            new Invitation(
                "one@peer-challenge",
                sequence,
                begin,
                begin.plusHours(6),
                "Challenge day of Group 1; Hove, Ärger",
                "Hall 2,\nHigh Street",
                "What to do: https://peer.example/days/2019/1",
                "office@peer.example",
                method),
            new Recipient("Ada", "ada@example.org"));
    ICalendar read = Biweekly.parse(text).first();
    assertThat(read.getMethod().getValue()).isEqualTo(method.name());
    VEvent event = read.getEvents().get(0);
    VEvent known = calendar.get(event.getUid().getValue());
    if (known != null && known.getSequence().getValue() > event.getSequence().getValue()) {
      return;
    }
    if (method == Method.CANCEL) {
      calendar.remove(event.getUid().getValue());
    } else {
      calendar.put(event.getUid().getValue(), event);
    }
  }

  private java.util.List<String> starts() {
    return calendar.values().stream()
        .map(event -> event.getDateStart().getValue().toInstant().toString())
        .toList();
  }
}
