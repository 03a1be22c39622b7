# SPDX-License-Identifier: Apache-2.0
"""The sign-in rests in the desktop's keychain, and nowhere else."""
import os

from banterui import scenario


def files_with(folder, word):
    found = []
    for path, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(path, name)
            if os.path.isfile(full):
                with open(full, 'rb') as file:
                    if word in file.read():
                        found.append(full)
    return found


@scenario
def the_sign_in_is_in_the_keychain(stage):
    server, keychain = stage.server(), stage.keychain()
    mira = stage.person('Mira Lind', server, more_env=keychain.env)
    mira.registers('mira')
    mira.wait_until(keychain.secrets, 'something in the keychain')
    assert not mira.sees('secretStripAction'), 'it says that there is no keychain'
    assert not os.path.exists(mira.folder + '/data/session.json'), 'the sign-in is in a file'
    mira.quit()
    mira.start()
    mira.is_signed_in()
    token = keychain.secret(keychain.secrets()[0])
    assert len(token) > 40 and not files_with(mira.folder, token), 'the token is in a file'
    mira.signs_out()
    mira.is_signed_out()
    mira.wait_until(lambda: not keychain.secrets(), 'the keychain to be empty')
    mira.quit()


@scenario
def without_a_keychain_it_says_so(stage):
    server = stage.server()
    mira = stage.person('Mira Lind', server)
    mira.registers('mira')
    mira.expect('secretStripAction')
    mira.quit()
    mira.start()
    mira.is_signed_out()
    mira.signs_in('mira')
    mira.keeps_the_sign_in()
    mira.quit()
    assert os.stat(mira.folder + '/data/session.json').st_mode & 0o777 == 0o600
    mira.start()
    mira.is_signed_in()
    mira.quit()
