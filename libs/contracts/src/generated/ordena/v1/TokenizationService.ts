// Original file: ../../proto/ordena/v1/tokenization.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DecodeRequest as _ordena_v1_DecodeRequest, DecodeRequest__Output as _ordena_v1_DecodeRequest__Output } from '../../ordena/v1/DecodeRequest.js';
import type { DecodeResponse as _ordena_v1_DecodeResponse, DecodeResponse__Output as _ordena_v1_DecodeResponse__Output } from '../../ordena/v1/DecodeResponse.js';
import type { EncodeRequest as _ordena_v1_EncodeRequest, EncodeRequest__Output as _ordena_v1_EncodeRequest__Output } from '../../ordena/v1/EncodeRequest.js';
import type { EncodeResponse as _ordena_v1_EncodeResponse, EncodeResponse__Output as _ordena_v1_EncodeResponse__Output } from '../../ordena/v1/EncodeResponse.js';
import type { FormatExampleRequest as _ordena_v1_FormatExampleRequest, FormatExampleRequest__Output as _ordena_v1_FormatExampleRequest__Output } from '../../ordena/v1/FormatExampleRequest.js';
import type { FormatExampleResponse as _ordena_v1_FormatExampleResponse, FormatExampleResponse__Output as _ordena_v1_FormatExampleResponse__Output } from '../../ordena/v1/FormatExampleResponse.js';
import type { TokenizeDatasetRequest as _ordena_v1_TokenizeDatasetRequest, TokenizeDatasetRequest__Output as _ordena_v1_TokenizeDatasetRequest__Output } from '../../ordena/v1/TokenizeDatasetRequest.js';
import type { TokenizeDatasetResponse as _ordena_v1_TokenizeDatasetResponse, TokenizeDatasetResponse__Output as _ordena_v1_TokenizeDatasetResponse__Output } from '../../ordena/v1/TokenizeDatasetResponse.js';

export interface TokenizationServiceClient extends grpc.Client {
  Decode(argument: _ordena_v1_DecodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_DecodeResponse__Output>): grpc.ClientUnaryCall;
  Decode(argument: _ordena_v1_DecodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_DecodeResponse__Output>): grpc.ClientUnaryCall;
  Decode(argument: _ordena_v1_DecodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_DecodeResponse__Output>): grpc.ClientUnaryCall;
  Decode(argument: _ordena_v1_DecodeRequest, callback: grpc.requestCallback<_ordena_v1_DecodeResponse__Output>): grpc.ClientUnaryCall;
  decode(argument: _ordena_v1_DecodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_DecodeResponse__Output>): grpc.ClientUnaryCall;
  decode(argument: _ordena_v1_DecodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_DecodeResponse__Output>): grpc.ClientUnaryCall;
  decode(argument: _ordena_v1_DecodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_DecodeResponse__Output>): grpc.ClientUnaryCall;
  decode(argument: _ordena_v1_DecodeRequest, callback: grpc.requestCallback<_ordena_v1_DecodeResponse__Output>): grpc.ClientUnaryCall;
  
  Encode(argument: _ordena_v1_EncodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_EncodeResponse__Output>): grpc.ClientUnaryCall;
  Encode(argument: _ordena_v1_EncodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_EncodeResponse__Output>): grpc.ClientUnaryCall;
  Encode(argument: _ordena_v1_EncodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_EncodeResponse__Output>): grpc.ClientUnaryCall;
  Encode(argument: _ordena_v1_EncodeRequest, callback: grpc.requestCallback<_ordena_v1_EncodeResponse__Output>): grpc.ClientUnaryCall;
  encode(argument: _ordena_v1_EncodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_EncodeResponse__Output>): grpc.ClientUnaryCall;
  encode(argument: _ordena_v1_EncodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_EncodeResponse__Output>): grpc.ClientUnaryCall;
  encode(argument: _ordena_v1_EncodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_EncodeResponse__Output>): grpc.ClientUnaryCall;
  encode(argument: _ordena_v1_EncodeRequest, callback: grpc.requestCallback<_ordena_v1_EncodeResponse__Output>): grpc.ClientUnaryCall;
  
  FormatExample(argument: _ordena_v1_FormatExampleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_FormatExampleResponse__Output>): grpc.ClientUnaryCall;
  FormatExample(argument: _ordena_v1_FormatExampleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_FormatExampleResponse__Output>): grpc.ClientUnaryCall;
  FormatExample(argument: _ordena_v1_FormatExampleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_FormatExampleResponse__Output>): grpc.ClientUnaryCall;
  FormatExample(argument: _ordena_v1_FormatExampleRequest, callback: grpc.requestCallback<_ordena_v1_FormatExampleResponse__Output>): grpc.ClientUnaryCall;
  formatExample(argument: _ordena_v1_FormatExampleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_FormatExampleResponse__Output>): grpc.ClientUnaryCall;
  formatExample(argument: _ordena_v1_FormatExampleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_FormatExampleResponse__Output>): grpc.ClientUnaryCall;
  formatExample(argument: _ordena_v1_FormatExampleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_FormatExampleResponse__Output>): grpc.ClientUnaryCall;
  formatExample(argument: _ordena_v1_FormatExampleRequest, callback: grpc.requestCallback<_ordena_v1_FormatExampleResponse__Output>): grpc.ClientUnaryCall;
  
  TokenizeDataset(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_TokenizeDatasetRequest, _ordena_v1_TokenizeDatasetResponse__Output>;
  TokenizeDataset(options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_TokenizeDatasetRequest, _ordena_v1_TokenizeDatasetResponse__Output>;
  tokenizeDataset(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_TokenizeDatasetRequest, _ordena_v1_TokenizeDatasetResponse__Output>;
  tokenizeDataset(options?: grpc.CallOptions): grpc.ClientDuplexStream<_ordena_v1_TokenizeDatasetRequest, _ordena_v1_TokenizeDatasetResponse__Output>;
  
}

export interface TokenizationServiceHandlers extends grpc.UntypedServiceImplementation {
  Decode: grpc.handleUnaryCall<_ordena_v1_DecodeRequest__Output, _ordena_v1_DecodeResponse>;
  
  Encode: grpc.handleUnaryCall<_ordena_v1_EncodeRequest__Output, _ordena_v1_EncodeResponse>;
  
  FormatExample: grpc.handleUnaryCall<_ordena_v1_FormatExampleRequest__Output, _ordena_v1_FormatExampleResponse>;
  
  TokenizeDataset: grpc.handleBidiStreamingCall<_ordena_v1_TokenizeDatasetRequest__Output, _ordena_v1_TokenizeDatasetResponse>;
  
}

export interface TokenizationServiceDefinition extends grpc.ServiceDefinition {
  Decode: MethodDefinition<_ordena_v1_DecodeRequest, _ordena_v1_DecodeResponse, _ordena_v1_DecodeRequest__Output, _ordena_v1_DecodeResponse__Output>
  Encode: MethodDefinition<_ordena_v1_EncodeRequest, _ordena_v1_EncodeResponse, _ordena_v1_EncodeRequest__Output, _ordena_v1_EncodeResponse__Output>
  FormatExample: MethodDefinition<_ordena_v1_FormatExampleRequest, _ordena_v1_FormatExampleResponse, _ordena_v1_FormatExampleRequest__Output, _ordena_v1_FormatExampleResponse__Output>
  TokenizeDataset: MethodDefinition<_ordena_v1_TokenizeDatasetRequest, _ordena_v1_TokenizeDatasetResponse, _ordena_v1_TokenizeDatasetRequest__Output, _ordena_v1_TokenizeDatasetResponse__Output>
}
