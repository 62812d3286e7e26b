package org.peerchallenge.challenge;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/** The region's register of asks and offers as a document to pass round or to filter. */
@PrintsWords("register")
@Component
public class RegisterDocument {

  private final Register register;
  private final Cycles cycles;
  private final Clock clock;
  private final Wording words;

  RegisterDocument(Register register, Cycles cycles, Clock clock, DocumentWords documentWords) {
    this.register = register;
    this.cycles = cycles;
    this.clock = clock;
    this.words = documentWords.of("register");
  }

  /** As it stands today: how many of each theme, who asks, who offers. */
  public Content of(CycleKey cycle) {
    List<RegisterItem> items =
        register.of(cycle).stream()
            .sorted(Comparator.comparing(RegisterItem::entry, cycles.byName(cycle)))
            .toList();
    Content.Builder content =
        Content.titled(
                words.of("Asks and offers, {year}", Map.of("year", cycles.cycle(cycle).label())))
            .subtitle(
                words.of("As at {day}", Map.of("day", EnglishText.weekday(LocalDate.now(clock)))))
            .attribution(
                words.of(
                    "For those who take part. Every authority has something to ask and something to share."))
            .wide();
    content.section(words.of("By theme"));
    WishesPicture.addTo(content, items, words);
    list(content, words.of("Asks"), words.of("Who asks"), items, RegisterItem.Kind.ASK);
    list(content, words.of("Offers"), words.of("Who offers"), items, RegisterItem.Kind.OFFER);
    return content.build();
  }

  private void list(
      Content.Builder content,
      String heading,
      String who,
      List<RegisterItem> items,
      RegisterItem.Kind kind) {
    content.section(heading);
    content.table(
        List.of(
            who,
            words.of("What"),
            words.of("More"),
            words.of("Theme"),
            words.of("Contact"),
            words.of("Status"),
            words.of("From"),
            words.of("Since")),
        items.stream()
            .filter(item -> item.kind() == kind)
            .map(
                item ->
                    List.of(
                        cycles.entry(item.entry()).name(),
                        item.title(),
                        item.description(),
                        Words.theme(item.theme()),
                        item.contact(),
                        item.state().words(),
                        item.source(),
                        EnglishText.weekday(item.listed().atZone(EnglandTime.ZONE).toLocalDate())))
            .toList());
  }
}
