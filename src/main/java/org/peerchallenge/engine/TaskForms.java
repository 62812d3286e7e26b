package org.peerchallenge.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.kernel.FormValues;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The forms that have a class, by their ids. */
@Component
class TaskForms {

  /** A form with its class, between records and values. */
  record Bound<F extends Record, S extends Record>(TaskForm<F, S> form, Class<S> sent) {

    FormValues show(FormTask task) {
      return FormMapper.values(form.show(task));
    }

    void submit(FormTask task, FormValues values, FormSchema schema, Author author) {
      form.submit(task, FormMapper.record(values, sent, schema), author);
    }
  }

  private final ObjectProvider<TaskForm<?, ?>> forms;
  private volatile Map<String, Bound<?, ?>> bound;

  TaskForms(ObjectProvider<TaskForm<?, ?>> forms) {
    this.forms = forms;
  }

  Optional<Bound<?, ?>> find(String form) {
    return Optional.ofNullable(bound().get(form));
  }

  /** Asked for late: the engine is built before the features that the forms belong to. */
  private Map<String, Bound<?, ?>> bound() {
    Map<String, Bound<?, ?>> known = bound;
    if (known == null) {
      known = new HashMap<>();
      for (TaskForm<?, ?> one : forms) {
        Class<?> type = AopUtils.getTargetClass(one);
        for (String id : type.getAnnotation(FormRef.class).value()) {
          if (known.put(id, bind(one, type)) != null) {
            throw new IllegalStateException("Two classes for the form " + id);
          }
        }
      }
      bound = known;
    }
    return known;
  }

  @SuppressWarnings("unchecked")
  private static <F extends Record, S extends Record> Bound<F, S> bind(
      TaskForm<F, S> form, Class<?> type) {
    return new Bound<>(form, (Class<S>) FormContract.generic(type, 1));
  }
}
