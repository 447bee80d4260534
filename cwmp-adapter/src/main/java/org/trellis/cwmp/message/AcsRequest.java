package org.trellis.cwmp.message;

/**
 * What the ACS may ask a CPE. {@link CpeResponse} with the same {@link #method()} answers it, or a
 * {@link Fault}.
 */
public sealed interface AcsRequest extends CwmpMessage
        permits AddObject,
                CancelTransfer,
                ChangeDUState,
                DeleteObject,
                Download,
                FactoryReset,
                GetAllQueuedTransfers,
                GetParameterAttributes,
                GetParameterNames,
                GetParameterValues,
                GetQueuedTransfers,
                GetRPCMethods,
                Reboot,
                ScheduleDownload,
                ScheduleInform,
                SetParameterAttributes,
                SetParameterValues,
                Upload {}
