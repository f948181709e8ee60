// Original file: ../../proto/ordena/v1/canonicalization.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CanonicalizeBatchRequest as _ordena_v1_CanonicalizeBatchRequest, CanonicalizeBatchRequest__Output as _ordena_v1_CanonicalizeBatchRequest__Output } from '../../ordena/v1/CanonicalizeBatchRequest.js';
import type { CanonicalizeBatchResponse as _ordena_v1_CanonicalizeBatchResponse, CanonicalizeBatchResponse__Output as _ordena_v1_CanonicalizeBatchResponse__Output } from '../../ordena/v1/CanonicalizeBatchResponse.js';
import type { CanonicalizeRequest as _ordena_v1_CanonicalizeRequest, CanonicalizeRequest__Output as _ordena_v1_CanonicalizeRequest__Output } from '../../ordena/v1/CanonicalizeRequest.js';
import type { CanonicalizeResponse as _ordena_v1_CanonicalizeResponse, CanonicalizeResponse__Output as _ordena_v1_CanonicalizeResponse__Output } from '../../ordena/v1/CanonicalizeResponse.js';
import type { CanonicalizeResult as _ordena_v1_CanonicalizeResult, CanonicalizeResult__Output as _ordena_v1_CanonicalizeResult__Output } from '../../ordena/v1/CanonicalizeResult.js';

export interface CanonicalizationServiceClient extends grpc.Client {
  Canonicalize(argument: _ordena_v1_CanonicalizeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CanonicalizeResponse__Output>): grpc.ClientUnaryCall;
  Canonicalize(argument: _ordena_v1_CanonicalizeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_CanonicalizeResponse__Output>): grpc.ClientUnaryCall;
  Canonicalize(argument: _ordena_v1_CanonicalizeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CanonicalizeResponse__Output>): grpc.ClientUnaryCall;
  Canonicalize(argument: _ordena_v1_CanonicalizeRequest, callback: grpc.requestCallback<_ordena_v1_CanonicalizeResponse__Output>): grpc.ClientUnaryCall;
  canonicalize(argument: _ordena_v1_CanonicalizeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CanonicalizeResponse__Output>): grpc.ClientUnaryCall;
  canonicalize(argument: _ordena_v1_CanonicalizeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_CanonicalizeResponse__Output>): grpc.ClientUnaryCall;
  canonicalize(argument: _ordena_v1_CanonicalizeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CanonicalizeResponse__Output>): grpc.ClientUnaryCall;
  canonicalize(argument: _ordena_v1_CanonicalizeRequest, callback: grpc.requestCallback<_ordena_v1_CanonicalizeResponse__Output>): grpc.ClientUnaryCall;
  
  CanonicalizeBatch(argument: _ordena_v1_CanonicalizeBatchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CanonicalizeBatchResponse__Output>): grpc.ClientUnaryCall;
  CanonicalizeBatch(argument: _ordena_v1_CanonicalizeBatchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_CanonicalizeBatchResponse__Output>): grpc.ClientUnaryCall;
  CanonicalizeBatch(argument: _ordena_v1_CanonicalizeBatchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CanonicalizeBatchResponse__Output>): grpc.ClientUnaryCall;
  CanonicalizeBatch(argument: _ordena_v1_CanonicalizeBatchRequest, callback: grpc.requestCallback<_ordena_v1_CanonicalizeBatchResponse__Output>): grpc.ClientUnaryCall;
  canonicalizeBatch(argument: _ordena_v1_CanonicalizeBatchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CanonicalizeBatchResponse__Output>): grpc.ClientUnaryCall;
  canonicalizeBatch(argument: _ordena_v1_CanonicalizeBatchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_CanonicalizeBatchResponse__Output>): grpc.ClientUnaryCall;
  canonicalizeBatch(argument: _ordena_v1_CanonicalizeBatchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CanonicalizeBatchResponse__Output>): grpc.ClientUnaryCall;
  canonicalizeBatch(argument: _ordena_v1_CanonicalizeBatchRequest, callback: grpc.requestCallback<_ordena_v1_CanonicalizeBatchResponse__Output>): grpc.ClientUnaryCall;
  
  CanonicalizeStream(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_CanonicalizeRequest, _ordena_v1_CanonicalizeResult__Output>;
  CanonicalizeStream(options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_CanonicalizeRequest, _ordena_v1_CanonicalizeResult__Output>;
  canonicalizeStream(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_CanonicalizeRequest, _ordena_v1_CanonicalizeResult__Output>;
  canonicalizeStream(options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_CanonicalizeRequest, _ordena_v1_CanonicalizeResult__Output>;
  
}

export interface CanonicalizationServiceHandlers extends grpc.UntypedServiceImplementation {
  Canonicalize: grpc.handleUnaryCall<_ordena_v1_CanonicalizeRequest__Output, _ordena_v1_CanonicalizeResponse>;
  
  CanonicalizeBatch: grpc.handleUnaryCall<_ordena_v1_CanonicalizeBatchRequest__Output, _ordena_v1_CanonicalizeBatchResponse>;
  
  CanonicalizeStream: grpc.handleBidiStreamingCall<_ordena_v1_CanonicalizeRequest__Output, _ordena_v1_CanonicalizeResult>;
  
}

export interface CanonicalizationServiceDefinition extends grpc.ServiceDefinition {
  Canonicalize: MethodDefinition<_ordena_v1_CanonicalizeRequest, _ordena_v1_CanonicalizeResponse, _ordena_v1_CanonicalizeRequest__Output, _ordena_v1_CanonicalizeResponse__Output>
  CanonicalizeBatch: MethodDefinition<_ordena_v1_CanonicalizeBatchRequest, _ordena_v1_CanonicalizeBatchResponse, _ordena_v1_CanonicalizeBatchRequest__Output, _ordena_v1_CanonicalizeBatchResponse__Output>
  CanonicalizeStream: MethodDefinition<_ordena_v1_CanonicalizeRequest, _ordena_v1_CanonicalizeResult, _ordena_v1_CanonicalizeRequest__Output, _ordena_v1_CanonicalizeResult__Output>
}
