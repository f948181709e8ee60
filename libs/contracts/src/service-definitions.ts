import {
  loadPackageDefinition as makeClients,
  type MethodDefinition,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';

import { ContractsError } from './errors.js';
import type { ProtoGrpcType as AugmentationTypes } from './generated/augmentation.js';
import type { ProtoGrpcType as CanonicalizationTypes } from './generated/canonicalization.js';
import type { ProtoGrpcType as ModelTypes } from './generated/models.js';
import type { AugmentationServiceDefinition } from './generated/ordena/v1/AugmentationService.js';
import type { CanonicalizationServiceDefinition } from './generated/ordena/v1/CanonicalizationService.js';
import type { ModelServiceDefinition } from './generated/ordena/v1/ModelService.js';
import type { TokenizationServiceDefinition } from './generated/ordena/v1/TokenizationService.js';
import type { TrainingServiceDefinition } from './generated/ordena/v1/TrainingService.js';
import type { ProtoGrpcType as TokenizationTypes } from './generated/tokenization.js';
import type { ProtoGrpcType as TrainingTypes } from './generated/training.js';
import { loadPackageDefinition, loadProtoRoot } from './protos.js';
import { findInvalidField } from './wire-fields.js';

/** Full names of the services, as health and reflection know them. */
export const CANONICALIZATION_SERVICE = 'ordena.v1.CanonicalizationService';
export const MODEL_SERVICE = 'ordena.v1.ModelService';
export const AUGMENTATION_SERVICE = 'ordena.v1.AugmentationService';
export const TOKENIZATION_SERVICE = 'ordena.v1.TokenizationService';
export const TRAINING_SERVICE = 'ordena.v1.TrainingService';

// grpc-js answers INTERNAL when a deserializer throws, and the fault is the caller's: so the fault is kept beside the
// message and the handler asks for it.
const faults = new WeakMap<object, ContractsError>();

/**
 * What was wrong with a request's bytes.
 *
 * @returns the fault that the decoder itself passes over (a field of another type, a string that is not UTF-8), or undefined.
 */
export function requestFault(request: object): ContractsError | undefined {
  return faults.get(request);
}

/** CanonicalizationService for a server, with requests checked on the wire: see {@link requestFault}. */
export function canonicalizationServiceDefinition(): CanonicalizationServiceDefinition {
  return checked(CANONICALIZATION_SERVICE, clients().ordena.v1.CanonicalizationService.service);
}

/** ModelService for a server, with requests checked on the wire: see {@link requestFault}. */
export function modelServiceDefinition(): ModelServiceDefinition {
  return checked(MODEL_SERVICE, clients().ordena.v1.ModelService.service);
}

/** AugmentationService for a server, with requests checked on the wire: see {@link requestFault}. */
export function augmentationServiceDefinition(): AugmentationServiceDefinition {
  return checked(AUGMENTATION_SERVICE, clients().ordena.v1.AugmentationService.service);
}

/** TokenizationService for a server, with requests checked on the wire: see {@link requestFault}. */
export function tokenizationServiceDefinition(): TokenizationServiceDefinition {
  return checked(TOKENIZATION_SERVICE, clients().ordena.v1.TokenizationService.service);
}

/** TrainingService for a server, with requests checked on the wire: see {@link requestFault}. */
export function trainingServiceDefinition(): TrainingServiceDefinition {
  return checked(TRAINING_SERVICE, clients().ordena.v1.TrainingService.service);
}

type AllTypes = AugmentationTypes & CanonicalizationTypes & ModelTypes & TokenizationTypes & TrainingTypes;

/** The generated client classes of proto/. */
export function clients(): AllTypes {
  return makeClients(loadPackageDefinition()) as unknown as AllTypes;
}

function checked<T extends ServiceDefinition>(name: string, definition: T): T {
  const root = loadProtoRoot();
  const service = root.lookupService(name);
  const methods = Object.entries(definition as ServiceDefinition<UntypedServiceImplementation>).map(
    ([key, method]): [string, MethodDefinition<unknown, unknown>] => {
      const type = root.lookupType(`ordena.v1.${service.methods[key]?.requestType ?? ''}`);
      const requestDeserialize = (bytes: Buffer): unknown => {
        const { request, fault } = decode(method.requestDeserialize, bytes, type);
        if (fault !== undefined && typeof request === 'object' && request !== null)
          faults.set(request, fault);
        return request;
      };
      return [key, { ...method, requestDeserialize }];
    },
  );
  return Object.fromEntries(methods) as unknown as T;
}

/** Bytes that are no message give an empty one and the fault; a field at fault is named before the decoder fails on it. */
function decode(
  deserialize: (bytes: Buffer) => unknown,
  bytes: Buffer,
  type: Parameters<typeof findInvalidField>[0],
): { request: unknown; fault: ContractsError | undefined } {
  let fault: ContractsError | undefined;
  try {
    fault = findInvalidField(type, bytes);
    return { request: deserialize(bytes), fault };
  } catch (error) {
    const message = `the request is no ${type.name}: its bytes cannot be decoded`;
    fault ??= new ContractsError('FIELD_INVALID', message, type.name, { cause: error });
    return { request: deserialize(Buffer.alloc(0)), fault };
  }
}
