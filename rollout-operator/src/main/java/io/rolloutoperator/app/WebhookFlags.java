package io.rolloutoperator.app;

import io.rolloutoperator.gitsync.webhook.AddressRange;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command line of the webhook receiver. */
@Command(
    name = "webhook",
    description = "Takes push webhooks and asks for a look at the repositories of their GitSyncs.",
    usageHelpAutoWidth = true,
    sortOptions = true)
final class WebhookFlags {
  @Mixin ClientFlags client = new ClientFlags();
  @Mixin ProcessFlags process = new ProcessFlags();

  @Option(
      names = "--webhookPort",
      paramLabel = "<port>",
      description = "Port of the webhooks (default ${DEFAULT-VALUE}).")
  int webhookPort = 9292;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "<range>",
      converter = RangeFlag.class,
      description =
          "Addresses, such as 10.0.0.0/8, of proxies whose X-Forwarded-For is believed. Repeatable.")
  List<AddressRange> trustedProxies = List.of();

  /** A flag's range of addresses. */
  static final class RangeFlag implements ITypeConverter<AddressRange> {
    @Override
    public AddressRange convert(String text) {
      try {
        return AddressRange.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
