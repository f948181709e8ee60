import { describe, expect, it } from 'vitest';

import { kafkaSettings, type KafkaConfig } from './kafka-settings.js';

const config = (more: Partial<KafkaConfig> = {}): KafkaConfig => ({
  ORDENA_KAFKA_BROKERS: 'a:9092, b:9092',
  ORDENA_KAFKA_TLS: 'false',
  ...more,
});

describe('kafkaSettings', () => {
  it('reads brokers, TLS and user', () => {
    expect(kafkaSettings(config())).toEqual({ brokers: ['a:9092', 'b:9092'], tls: false });
    const more = {
      ORDENA_KAFKA_TLS: 'true',
      ORDENA_KAFKA_SASL: 'scram-sha-512',
      ORDENA_KAFKA_USER: 'ana',
      ORDENA_KAFKA_PASSWORD: 'x',
    } as const;
    expect(kafkaSettings(config(more))).toMatchObject({
      tls: true,
      sasl: { mechanism: 'scram-sha-512', username: 'ana', password: 'x' },
    });
  });

  it.each<[Partial<KafkaConfig>, string]>([
    [{ ORDENA_KAFKA_BROKERS: ' , ' }, 'ORDENA_KAFKA_BROKERS'],
    [{ ORDENA_KAFKA_SASL: 'plain', ORDENA_KAFKA_PASSWORD: 'x' }, 'ORDENA_KAFKA_USER'],
    [{ ORDENA_KAFKA_SASL: 'plain', ORDENA_KAFKA_USER: 'ana' }, 'ORDENA_KAFKA_PASSWORD'],
    [{ ORDENA_KAFKA_USER: 'ana', ORDENA_KAFKA_PASSWORD: 'x' }, 'ORDENA_KAFKA_SASL'],
    [{ ORDENA_KAFKA_TLS: 'true', ORDENA_KAFKA_TLS_CERT: 'c.pem' }, 'ORDENA_KAFKA_TLS_KEY'],
    [{ ORDENA_KAFKA_TLS: 'true', ORDENA_KAFKA_TLS_KEY: 'k.pem' }, 'ORDENA_KAFKA_TLS_CERT'],
    [{ ORDENA_KAFKA_TLS_CA: 'ca.pem' }, 'ORDENA_KAFKA_TLS'],
    [{ ORDENA_KAFKA_TLS: 'true', ORDENA_KAFKA_TLS_CA: '/no/such/ca.pem' }, 'ORDENA_KAFKA_TLS_CA'],
  ])('refuses %j for %s, without the password', (more, field) => {
    expect(() => kafkaSettings(config(more))).toThrow(
      expect.objectContaining({
        code: 'SETTINGS_INVALID',
        field,
        message: expect.stringContaining(field) as string,
      }),
    );
  });
});
