/**
 * Alerts on their way out of Kafka, to Alertmanager and to webhooks: a {@link
 * dev.gctrace.streams.notify.Notifier} runs one {@link dev.gctrace.streams.notify.Lane} for each
 * receiver, which reads {@code oom-alerts} at its own pace.
 */
package dev.gctrace.streams.notify;
