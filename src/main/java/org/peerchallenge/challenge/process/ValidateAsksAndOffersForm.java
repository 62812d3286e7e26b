package org.peerchallenge.challenge.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.peerchallenge.challenge.Register;
import org.peerchallenge.challenge.RegisterItem;
import org.peerchallenge.challenge.SessionRecords.Wish;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.Refused;
import org.springframework.lang.Nullable;

/** The form in which a host keeps, edits or withdraws its asks and offers. */
@FormRef(value = "validate-asks-and-offers", key = Holds.ENTRY)
class ValidateAsksAndOffersForm
    implements TaskForm<ValidateAsksAndOffersForm.Shown, ValidateAsksAndOffersForm.Sent> {

  record Shown(String registerPage, List<ShownItem> items) {}

  record ShownItem(
      String kind, String title, String description, @Nullable String theme, String contact) {}

  record Sent(List<SentItem> items) {}

  record SentItem(
      String title,
      @Nullable String description,
      @Nullable String theme,
      @Nullable String contact,
      Decision decision) {}

  enum Decision {
    @JsonProperty("keep")
    KEEP,
    @JsonProperty("withdraw")
    WITHDRAW
  }

  private final Register register;

  ValidateAsksAndOffersForm(Register register) {
    this.register = register;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    return new Shown(
        "/register/" + entry.cycle(),
        register.toValidate(entry).stream().map(ValidateAsksAndOffersForm::row).toList());
  }

  private static ShownItem row(RegisterItem item) {
    return new ShownItem(
        item.kind().words(),
        item.title(),
        item.description(),
        item.theme().isEmpty() ? null : item.theme(),
        item.contact());
  }

  /**
   * Rows come back in the order in which they were shown: the list can be neither cut nor added to.
   */
  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    List<RegisterItem> items = register.toValidate(EntryKey.of(task.businessKey()));
    if (sent.items().size() != items.size()) {
      throw new Refused("The asks and offers have changed meanwhile. Please open the task again.");
    }
    for (int i = 0; i < items.size(); i++) {
      decide(items.get(i), sent.items().get(i), author);
    }
  }

  private void decide(RegisterItem item, SentItem sent, Author author) {
    if (sent.decision() == Decision.WITHDRAW) {
      register.withdraw(item.id(), author.username());
    } else {
      register.validate(
          item.id(),
          new Wish(sent.title(), sent.description(), sent.theme(), sent.contact()),
          author.username());
    }
  }
}
