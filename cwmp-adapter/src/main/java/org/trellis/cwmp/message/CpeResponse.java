package org.trellis.cwmp.message;

/** What a CPE may answer to an {@link AcsRequest}. */
public sealed interface CpeResponse extends CwmpMessage
        permits AddObjectResponse,
                CancelTransferResponse,
                ChangeDUStateResponse,
                DeleteObjectResponse,
                DownloadResponse,
                FactoryResetResponse,
                Fault,
                GetAllQueuedTransfersResponse,
                GetParameterAttributesResponse,
                GetParameterNamesResponse,
                GetParameterValuesResponse,
                GetQueuedTransfersResponse,
                GetRPCMethodsResponse,
                RebootResponse,
                ScheduleDownloadResponse,
                ScheduleInformResponse,
                SetParameterAttributesResponse,
                SetParameterValuesResponse,
                UnknownResponse,
                UploadResponse {}
