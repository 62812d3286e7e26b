package org.peerchallenge.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;
import org.peerchallenge.engine.FormSchema.Destination;
import org.peerchallenge.engine.TaskForms.Bound;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what people write past the engine: to the features' tables when a form is sent, back into
 * the form when it is opened. Only declared flags reach the engine.
 *
 * <p>It decorates the engine's {@link FormService}, which every form of Tasklist passes through, in
 * the transaction that completes the task. The engine's own storage cuts text at 4,000 characters
 * and copies it into five tables; ours does neither.
 */
@Component
// Our tables come first: Flyway refuses a schema in which the engine has already made its own.
@DependsOnDatabaseInitialization
class FormContent extends AbstractProcessEnginePlugin {

  /** Simultaneous submits meet in the engine's rows; a second try finds them free. */
  private static final int ATTEMPTS = 3;

  private final ObjectProvider<FormHandler> handlers;
  private final ObjectProvider<TaskForms> forms;
  private final ObjectProvider<Submissions> submissions;
  private final ObjectProvider<TransactionTemplate> transactions;
  private final ObjectProvider<EngineAsSystem> unrestricted;
  private final Conditions conditions;
  private final ObjectMapper json;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  private final Map<Map.Entry<String, String>, FormSchema> schemas = new ConcurrentHashMap<>();

  private FormService stock;
  private ProcessEngineConfigurationImpl engine;

  FormContent(
      ObjectProvider<FormHandler> handlers,
      ObjectProvider<TaskForms> forms,
      ObjectProvider<Submissions> submissions,
      ObjectProvider<TransactionTemplate> transactions,
      ObjectProvider<EngineAsSystem> unrestricted,
      Conditions conditions,
      ObjectMapper json,
      Clock clock,
      ApplicationEventPublisher events) {
    this.handlers = handlers;
    this.forms = forms;
    this.submissions = submissions;
    this.transactions = transactions;
    this.unrestricted = unrestricted;
    this.conditions = conditions;
    this.json = json;
    this.clock = clock;
    this.events = events;
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl configuration) {
    engine = configuration;
    stock = configuration.getFormService();
    configuration.setFormService(
        (FormService)
            Proxy.newProxyInstance(
                FormService.class.getClassLoader(),
                new Class<?>[] {FormService.class},
                (proxy, method, arguments) -> call(method, arguments)));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return answer(method, arguments);
    } catch (Refused e) {
      throw new FormRejected(e);
    }
  }

  @SuppressWarnings("unchecked")
  private Object answer(Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "getTaskFormVariables" ->
          show((String) arguments[0], arguments.length == 3 && (boolean) arguments[2]);
      case "submitTaskForm", "submitTaskFormWithVariablesInReturn" -> {
        take((String) arguments[0], (Map<String, Object>) arguments[1]);
        yield method.getReturnType() == void.class ? null : Variables.createVariables();
      }
      case "submitStartForm" ->
          start((String) arguments[0], (Map<String, Object>) arguments[arguments.length - 1]);
      case "submitTaskFormData", "submitStartFormData" ->
          throw new Refused("Send the form as typed values.");
      default -> stock(method, arguments);
    };
  }

  private Object stock(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(stock, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private VariableMap show(String taskId, boolean deserialize) {
    return inTransaction(
        () -> {
          VariableMap values = Variables.createVariables();
          FormTask opened =
              inOneCommand(
                  () -> {
                    Task task = find(taskId);
                    // The engine's own call decides whether this person may read the task at all.
                    values.putAll(
                        stock.getTaskFormVariables(taskId, flags(schema(task)), deserialize));
                    return asEngine(() -> of(task));
                  });
          Optional.ofNullable(identity().getCurrentAuthentication())
              .ifPresent(who -> events.publishEvent(new FormShown(opened, who.getUserId())));
          Optional<Bound<?, ?>> bound = forms.getObject().find(opened.form());
          asEngine(
                  () ->
                      shown(opened, bound, bound.isPresent() ? Optional.empty() : handler(opened)))
              .fields()
              .forEach(
                  (key, value) -> {
                    // Tasklist sends a field back with the type that it was shown with: a list
                    // that was shown as nothing would come back as nothing, whatever is in it.
                    if (value != null) {
                      values.putValueTyped(key, typed(value));
                    }
                  });
          return values;
        });
  }

  private void take(String taskId, Map<String, Object> sent) {
    for (int attempt = 1; ; attempt++) {
      try {
        inTransaction(
            () -> {
              takeOnce(taskId, sent == null ? Map.of() : sent);
              return null;
            });
        return;
      } catch (OptimisticLockingException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void takeOnce(String taskId, Map<String, Object> sent) {
    AtomicReference<FormSchema> read = new AtomicReference<>();
    FormTask task =
        inOneCommand(
            () -> {
              Task found = find(taskId);
              if (found.isSuspended()) {
                throw new Refused(
                    "This work is paused just now. What you typed is kept; send it when the work"
                        + " goes on.");
              }
              read.set(schema(found));
              return asEngine(() -> of(found));
            });
    FormSchema form = read.get();
    Optional<Bound<?, ?>> bound = forms.getObject().find(task.form());
    Optional<FormHandler> handler = bound.isPresent() ? Optional.empty() : handler(task);
    FormValues values =
        new SentForm(form, asEngine(() -> shown(task, bound, handler)), conditions, json)
            .values(sent);
    Author author = author();
    asEngine(
        () -> {
          bound.ifPresent(one -> one.submit(task, values, form, author));
          handler.ifPresent(one -> one.submit(task, values, author));
          submissions.getObject().save(task, values, author);
          events.publishEvent(new FormSent(task, values, author));
          return null;
        });
    // The engine decides here whether this person may complete the task; if not, all of it is
    // rolled back.
    stock.submitTaskForm(taskId, flagValues(form, values));
  }

  private ProcessInstance start(String processDefinitionId, Map<String, Object> sent) {
    return inTransaction(
        () -> {
          FormSchema form = FormSchema.read(stock.getDeployedStartForm(processDefinitionId), json);
          FormValues values =
              new SentForm(form, FormValues.NONE, conditions, json)
                  .values(sent == null ? Map.of() : sent);
          String businessKey =
              form.destinations().entrySet().stream()
                  .filter(field -> field.getValue() == Destination.BUSINESS_KEY)
                  .map(field -> String.valueOf(values.fields().get(field.getKey())))
                  .findFirst()
                  .orElse(null);
          return stock.submitStartForm(processDefinitionId, businessKey, flagValues(form, values));
        });
  }

  private Task find(String taskId) {
    Task task = tasks().createTaskQuery().taskId(taskId).initializeFormKeys().singleResult();
    if (task == null) {
      throw new Refused(
          "This task is no longer open for you: it may have been done already, or given to"
              + " somebody else. Nothing was changed.");
    }
    return task;
  }

  /** In one command with what found the task, whose rows are read once. */
  private FormTask of(Task task) {
    return new FormTask(
        task.getId(),
        task.getCamundaFormRef() == null ? "" : task.getCamundaFormRef().getKey(),
        task.getTaskDefinitionKey(),
        task.getName(),
        Optional.ofNullable(task.getAssignee()),
        task.getProcessInstanceId(),
        ((TaskEntity) task).getProcessInstance().getBusinessKey(),
        tasks().getVariables(task.getId()));
  }

  /** A version's form never changes: the files of a deployment belong together. */
  private FormSchema schema(Task task) {
    // Without its type, which a successor names otherwise.
    var form = task.getCamundaFormRef();
    return form != null && form.getBinding().equals("deployment")
        ? schemas.computeIfAbsent(
            Map.entry(task.getProcessDefinitionId(), form.getKey()), version -> read(task))
        : read(task);
  }

  private FormSchema read(Task task) {
    return FormSchema.read(stock.getDeployedTaskForm(task.getId()), json);
  }

  private FormValues shown(
      FormTask task, Optional<Bound<?, ?>> bound, Optional<FormHandler> handler) {
    return bound
        .map(one -> one.show(task))
        .or(() -> handler.map(one -> one.show(task)))
        .or(() -> submissions.getObject().latest(task.businessKey(), task.form(), task.loop()))
        .orElse(FormValues.NONE);
  }

  private Optional<FormHandler> handler(FormTask task) {
    return handlers.stream().filter(handler -> handler.looksAfter(task)).findFirst();
  }

  private static Collection<String> flags(FormSchema form) {
    return form.destinations().entrySet().stream()
        .filter(field -> field.getValue() == Destination.FLAG)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static VariableMap flagValues(FormSchema form, FormValues values) {
    VariableMap flags = Variables.createVariables();
    flags(form).forEach(flag -> flags.putValue(flag, values.fields().get(flag)));
    return flags;
  }

  private TypedValue typed(Object value) {
    if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      try {
        return SpinValues.jsonValue(json.writeValueAsString(value)).create();
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A form's value cannot be shown", e);
      }
    }
    if (value == null) {
      return Variables.untypedNullValue();
    }
    if (value instanceof Boolean flag) {
      return Variables.booleanValue(flag);
    }
    if (value instanceof Integer number) {
      return Variables.integerValue(number);
    }
    return value instanceof Number number
        ? Variables.doubleValue(number.doubleValue())
        : Variables.stringValue(value.toString());
  }

  private Author author() {
    var who = identity().getCurrentAuthentication();
    if (who == null) {
      throw new Refused("Sign in to send a form. Nothing was changed.");
    }
    return new Author(who.getUserId(), clock.instant());
  }

  private TaskService tasks() {
    return engine.getTaskService();
  }

  private IdentityService identity() {
    return engine.getIdentityService();
  }

  /** Participants may read their task and nothing else; what its form needs is read for them. */
  private <T> T asEngine(Supplier<T> work) {
    return unrestricted.getObject().run(work);
  }

  /** The engine reads what it needs for several calls once, when they are one command of it. */
  private <T> T inOneCommand(Supplier<T> reading) {
    AtomicReference<Refused> refused = new AtomicReference<>();
    T read =
        engine
            .getCommandExecutorTxRequired()
            .execute(
                context -> {
                  try {
                    return reading.get();
                  } catch (Refused e) {
                    // No failure of the engine, which would log it as one.
                    refused.set(e);
                    return null;
                  }
                });
    if (refused.get() != null) {
      throw refused.get();
    }
    return read;
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transactions.getObject().execute(status -> work.get());
  }
}
