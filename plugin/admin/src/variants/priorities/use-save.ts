import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import type { PrioritiesBody } from '../../../../contracts/priorities';
import { reasonOf } from '../../api';
import { useSay } from '../../text/text';
import { useTesseraSavePrioritiesMutation } from '../api';

interface Trouble {
  readonly kind: 'outdated' | 'failed';
  readonly reason: string;
}

const statusOf = (error: unknown): unknown =>
  error !== null && typeof error === 'object' && 'status' in error ? error.status : undefined;

/** Saves an order and tells how it went; the list is read again when it has changed. */
export function useSave(reload: () => void) {
  const say = useSay();
  const { toggleNotification } = useNotification();
  const [send, { isLoading }] = useTesseraSavePrioritiesMutation();
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const save = async (body: PrioritiesBody) => {
    setTrouble(null);
    const result = await send(body);
    if ('error' in result) {
      const outdated = statusOf(result.error) === 409;
      setTrouble({ kind: outdated ? 'outdated' : 'failed', reason: reasonOf(result.error) });
      return;
    }
    const { saved, published, skipped } = result.data;
    toggleNotification({
      type: 'success',
      message: say('variants.priorities.saved', { saved, published, skipped: skipped.length }),
    });
    reload();
  };
  return { save, saving: isLoading, trouble };
}
