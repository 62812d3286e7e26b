package org.peerchallenge.challenge.web;

import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import org.peerchallenge.challenge.EarlyWishes;
import org.peerchallenge.challenge.Readers;
import org.peerchallenge.challenge.Register;
import org.peerchallenge.challenge.RegisterDocument;
import org.peerchallenge.challenge.RegisterItem;
import org.peerchallenge.challenge.SessionRecords.Wish;
import org.peerchallenge.challenge.Words;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.ExcelDocument;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.document.web.Download;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The region's register of asks and offers, for everybody who takes part. */
@Controller
class RegisterPage {

  /** An item in words, whether the reader may validate or withdraw it, and should look again. */
  record Line(RegisterItem item, String authority, String theme, boolean mine, boolean old) {}

  /** What only a shared self-assessment says so far. */
  record Early(String kind, String title, String description, String authority, String theme) {}

  private final Cycles cycles;
  private final EarlyWishes earlyWishes;
  private final Register register;
  private final RegisterDocument document;
  private final Readers readers;

  RegisterPage(
      Cycles cycles,
      EarlyWishes earlyWishes,
      Register register,
      RegisterDocument document,
      Readers readers) {
    this.cycles = cycles;
    this.earlyWishes = earlyWishes;
    this.register = register;
    this.document = document;
    this.readers = readers;
  }

  @GetMapping("/register/{year}")
  String register(@PathVariable String year, Principal who, Model model) {
    CycleKey cycle = readable(year, who);
    List<Line> lines =
        register.of(cycle).stream()
            .sorted(Comparator.comparing(RegisterItem::entry, cycles.byName(cycle)))
            .map(
                item ->
                    new Line(
                        item,
                        cycles.entry(item.entry()).name(),
                        Words.theme(item.theme()),
                        readers.isDirector(who.getName(), item.entry()),
                        register.isOld(item)))
            .toList();
    model.addAttribute("year", cycle);
    model.addAttribute("label", cycle.label());
    model.addAttribute("asks", of(lines, RegisterItem.Kind.ASK));
    model.addAttribute("offers", of(lines, RegisterItem.Kind.OFFER));
    model.addAttribute(
        "early",
        earlyWishes.of(cycle, who.getName()).stream()
            .map(
                wish ->
                    new Early(
                        wish.kind().words(),
                        wish.title(),
                        wish.description(),
                        cycles.entry(wish.entry()).name(),
                        Words.theme(wish.theme())))
            .toList());
    return "challenge/register";
  }

  /** The register to filter. */
  @GetMapping("/register/{year}/excel")
  ResponseEntity<byte[]> excel(@PathVariable String year, Principal who) {
    return Download.of(
        "asks-and-offers-" + year + ".xlsx",
        ExcelDocument.MEDIA_TYPE,
        ExcelDocument.write(document.of(readable(year, who))));
  }

  /** The register to change and pass round. */
  @GetMapping("/register/{year}/word")
  ResponseEntity<byte[]> word(@PathVariable String year, Principal who) {
    return Download.of(
        "asks-and-offers-" + year + ".docx",
        WordDocument.MEDIA_TYPE,
        WordDocument.write(document.of(readable(year, who))));
  }

  /** The register to print. */
  @GetMapping("/register/{year}/pdf")
  ResponseEntity<byte[]> pdf(@PathVariable String year, Principal who) {
    return Download.of(
        "asks-and-offers-" + year + ".pdf",
        PdfDocument.MEDIA_TYPE,
        PdfDocument.write(document.of(readable(year, who))));
  }

  private static List<Line> of(List<Line> lines, RegisterItem.Kind kind) {
    return lines.stream().filter(line -> line.item().kind() == kind).toList();
  }

  /** The owner keeps an item as it stands, also long after the task has closed. */
  @PostMapping("/register/{year}/{id}/validate")
  String validate(@PathVariable String year, @PathVariable long id, Principal who) {
    CycleKey cycle = readable(year, who);
    RegisterItem item = mine(id, who);
    register.validate(
        id,
        new Wish(item.title(), item.description(), item.theme(), item.contact()),
        who.getName());
    return "redirect:/register/" + cycle;
  }

  @PostMapping("/register/{year}/{id}/withdraw")
  String withdraw(@PathVariable String year, @PathVariable long id, Principal who) {
    CycleKey cycle = readable(year, who);
    register.withdraw(mine(id, who).id(), who.getName());
    return "redirect:/register/" + cycle;
  }

  private RegisterItem mine(long id, Principal who) {
    return register
        .find(id)
        .filter(item -> readers.isDirector(who.getName(), item.entry()))
        .filter(item -> item.state() != RegisterItem.State.WITHDRAWN)
        .orElseThrow(Pages::notFound);
  }

  private CycleKey readable(String year, Principal who) {
    if (who == null || !year.matches("20\\d{2}") || !readers.takesPart(who.getName())) {
      throw Pages.notFound();
    }
    return cycles.find(CycleKey.of(year)).orElseThrow(Pages::notFound).key();
  }
}
