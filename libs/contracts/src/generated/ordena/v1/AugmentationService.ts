// Original file: ../../proto/ordena/v1/augmentation.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AugmentDatasetRequest as _ordena_v1_AugmentDatasetRequest, AugmentDatasetRequest__Output as _ordena_v1_AugmentDatasetRequest__Output } from '../../ordena/v1/AugmentDatasetRequest.js';
import type { AugmentDatasetResponse as _ordena_v1_AugmentDatasetResponse, AugmentDatasetResponse__Output as _ordena_v1_AugmentDatasetResponse__Output } from '../../ordena/v1/AugmentDatasetResponse.js';
import type { AugmentRequest as _ordena_v1_AugmentRequest, AugmentRequest__Output as _ordena_v1_AugmentRequest__Output } from '../../ordena/v1/AugmentRequest.js';
import type { AugmentResponse as _ordena_v1_AugmentResponse, AugmentResponse__Output as _ordena_v1_AugmentResponse__Output } from '../../ordena/v1/AugmentResponse.js';

export interface AugmentationServiceClient extends grpc.Client {
  Augment(argument: _ordena_v1_AugmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_AugmentResponse__Output>): grpc.ClientUnaryCall;
  Augment(argument: _ordena_v1_AugmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_AugmentResponse__Output>): grpc.ClientUnaryCall;
  Augment(argument: _ordena_v1_AugmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_AugmentResponse__Output>): grpc.ClientUnaryCall;
  Augment(argument: _ordena_v1_AugmentRequest, callback: grpc.requestCallback<_ordena_v1_AugmentResponse__Output>): grpc.ClientUnaryCall;
  augment(argument: _ordena_v1_AugmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_AugmentResponse__Output>): grpc.ClientUnaryCall;
  augment(argument: _ordena_v1_AugmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_AugmentResponse__Output>): grpc.ClientUnaryCall;
  augment(argument: _ordena_v1_AugmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_AugmentResponse__Output>): grpc.ClientUnaryCall;
  augment(argument: _ordena_v1_AugmentRequest, callback: grpc.requestCallback<_ordena_v1_AugmentResponse__Output>): grpc.ClientUnaryCall;
  
  AugmentDataset(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_AugmentDatasetRequest, _ordena_v1_AugmentDatasetResponse__Output>;
  AugmentDataset(options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_AugmentDatasetRequest, _ordena_v1_AugmentDatasetResponse__Output>;
  augmentDataset(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_AugmentDatasetRequest, _ordena_v1_AugmentDatasetResponse__Output>;
  augmentDataset(options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_AugmentDatasetRequest, _ordena_v1_AugmentDatasetResponse__Output>;
  
}

export interface AugmentationServiceHandlers extends grpc.UntypedServiceImplementation {
  Augment: grpc.handleUnaryCall<_ordena_v1_AugmentRequest__Output, _ordena_v1_AugmentResponse>;
  
  AugmentDataset: grpc.handleBidiStreamingCall<_ordena_v1_AugmentDatasetRequest__Output, _ordena_v1_AugmentDatasetResponse>;
  
}

export interface AugmentationServiceDefinition extends grpc.ServiceDefinition {
  Augment: MethodDefinition<_ordena_v1_AugmentRequest, _ordena_v1_AugmentResponse, _ordena_v1_AugmentRequest__Output, _ordena_v1_AugmentResponse__Output>
  AugmentDataset: MethodDefinition<_ordena_v1_AugmentDatasetRequest, _ordena_v1_AugmentDatasetResponse, _ordena_v1_AugmentDatasetRequest__Output, _ordena_v1_AugmentDatasetResponse__Output>
}
